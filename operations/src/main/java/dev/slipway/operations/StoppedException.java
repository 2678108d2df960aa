package dev.slipway.operations;

/** The step was told to stop: it was cancelled, took too long, or its worker shuts down. */
public final class StoppedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  StoppedException(String reason) {
    super(reason);
  }
}
