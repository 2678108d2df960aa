package dev.slipway.protocol.alert;

import java.util.List;

/** What every environment is held to. */
public record AlertRules(List<RuleLine> rules) {

  /**
   * One rule.
   *
   * @param limit what should hold
   * @param seconds for so long it has to be wrong before it is told
   */
  public record RuleLine(String name, String limit, long seconds, String consequence) {}
}
