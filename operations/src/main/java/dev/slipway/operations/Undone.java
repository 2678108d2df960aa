package dev.slipway.operations;

/**
 * How an undo came out, other than by failing.
 *
 * @param summary for the undo's line, such as "v52 100 %, v53 drained"; empty when there was
 *     nothing to undo
 */
public record Undone(String summary) {
  public static Undone nothing() {
    return new Undone("");
  }

  public static Undone with(String summary) {
    return new Undone(summary);
  }
}
