package dev.slipway.operations.journal;

/** The operation belongs to another worker by now: whoever sees this stops without a trace. */
public final class LeaseLostException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public LeaseLostException(long operation) {
    super("operation " + operation + " is run by another worker now");
  }
}
