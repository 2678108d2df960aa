package dev.slipway.protocol.alert;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an environment is held to. */
public record AlertRules(List<RuleLine> rules) {

  /**
   * One rule.
   *
   * @param limit what should hold
   * @param seconds for so long it has to be wrong before it is told
   * @param wakes whether it is told in quiet hours, too
   * @param off why it is never told there; absent: it is
   */
  public record RuleLine(
      String name,
      String limit,
      long seconds,
      String consequence,
      boolean wakes,
      @Nullable String off) {}
}
