package dev.slipway.operations;

/** How a piece of a step's own code ended. */
sealed interface Ending<T> {
  record Returned<T>(T value) implements Ending<T> {}

  record Threw<T>(Throwable cause) implements Ending<T> {}

  /**
   * It was told to stop and did not return.
   *
   * @param stillRuns when it didn't heed: whatever it still records must be refused
   */
  record Stopped<T>(StopReason reason, boolean stillRuns) implements Ending<T> {}
}
