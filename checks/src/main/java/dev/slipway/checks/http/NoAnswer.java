package dev.slipway.checks.http;

/** No answer came, and why, as the end of a sentence: {@code connection refused}. */
public final class NoAnswer extends Exception {
  private static final long serialVersionUID = 1;

  NoAnswer(String why, Throwable cause) {
    super(why, cause);
  }

  public String why() {
    return String.valueOf(getMessage());
  }
}
