package dev.slipway.protocol.promotion;

/**
 * Something that must be true, with what was found.
 *
 * @param standing met, caution, not met, not measured, to come, or left out
 * @param asks what is asked for; may be empty where the name says it
 * @param hint the next action; may be empty
 */
public record CriterionLine(
    String name, String standing, String mark, String asks, String evidence, String hint) {
  public boolean refuses() {
    return standing.equals("not met") || isUnmeasured();
  }

  public boolean isUnmeasured() {
    return standing.equals("not measured");
  }
}
