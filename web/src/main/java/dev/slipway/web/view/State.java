package dev.slipway.web.view;

/** How something stands: a mark, and the word that says it without colour. */
public record State(Mark mark, String word) {
  public static State ok(String word) {
    return new State(Mark.OK, word);
  }

  public static State failed(String word) {
    return new State(Mark.FAILED, word);
  }

  public static State caution(String word) {
    return new State(Mark.CAUTION, word);
  }

  public static State running(String word) {
    return new State(Mark.RUNNING, word);
  }

  public static State back(String word) {
    return new State(Mark.BACK, word);
  }

  public static State waiting(String word) {
    return new State(Mark.WAITING, word);
  }

  public static State none(String word) {
    return new State(Mark.NONE, word);
  }
}
