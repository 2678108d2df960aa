package dev.slipway.checks;

/** How a check ended. Only {@link #PASSED} is a success. */
public enum Outcome {
  PASSED("✔"),
  FAILED("✖"),
  /** It could not be found out: that is never the same as fine. */
  UNMEASURED("?");

  private final String mark;

  Outcome(String mark) {
    this.mark = mark;
  }

  public String mark() {
    return mark;
  }
}
