package dev.slipway.edge.head;

/** A head that must not be passed on. Thrown often under attack, so it carries no stack trace. */
public final class BadHead extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;

  BadHead(int status, String fact) {
    super(fact, null, false, false);
    this.status = status;
  }

  public static BadHead tooLarge() {
    return new BadHead(431, "a head longer than 32 KiB");
  }

  /** Of an instance's answer. */
  public static BadHead ofAnswer(String fact) {
    return new BadHead(502, fact);
  }

  public static BadHead malformed(String fact) {
    return new BadHead(400, fact);
  }

  /** What the client is told: 400, 414, 431, 501 or 505. */
  public int status() {
    return status;
  }

  /** What is wrong, for the client and the log; never null. */
  public String fact() {
    return String.valueOf(getMessage());
  }
}
