package dev.slipway.migration.shape;

/**
 * One object that differs.
 *
 * @param before empty when it is new
 * @param after empty when it is gone
 */
public record Change(String kind, String name, String before, String after) {

  /** As in a diff: plus, minus or tilde. */
  public String mark() {
    return before.isEmpty() ? "+" : after.isEmpty() ? "-" : "~";
  }

  public String line() {
    return switch (mark()) {
      case "+" -> "+ " + kind + " " + name + "  " + after;
      case "-" -> "- " + kind + " " + name + "  " + before;
      default -> "~ " + kind + " " + name + "  " + before + " → " + after;
    };
  }
}
