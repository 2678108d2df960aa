package dev.slipway.protocol.variables;

import java.util.List;

/**
 * Two environments beside each other, or one alone, with what is wrong.
 *
 * @param lines the table as a person reads it
 */
public record ParityTable(
    String left, String right, long errors, long warnings, List<Row> rows, List<String> lines) {

  public record Row(
      String holder, String name, String left, String right, List<Finding> findings) {}

  /**
   * @param level {@code warning} or {@code error}; an error keeps the gate shut
   */
  public record Finding(String level, String text) {}
}
