package dev.slipway.protocol.variables;

import java.util.List;

/**
 * The variables of an environment as they may be shown.
 *
 * @param version of the configuration; 0 before the first change
 * @param staged how many changes wait to be applied
 */
public record VariableList(
    String app, String environment, int version, int staged, List<Line> variables) {

  /**
   * @param holder {@code *} for all services, {@code group:NAME}, or a service
   * @param kind {@code plain}, {@code secret} or {@code reference}
   * @param shown a secret's mark, never its value
   */
  public record Line(String holder, String name, String kind, String shown) {}
}
