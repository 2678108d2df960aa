package dev.slipway.operations.journal;

/**
 * The store did not answer. For an operation that is no failure: its worker drops it, and whoever
 * reaches the store goes on with it.
 */
public final class StoreAwayException extends RuntimeException {
  private static final long serialVersionUID = 1;

  StoreAwayException(Throwable cause) {
    super("the store does not answer: " + cause.getMessage(), cause);
  }
}
