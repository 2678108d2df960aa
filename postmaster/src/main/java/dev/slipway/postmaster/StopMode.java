package dev.slipway.postmaster;

/** How a server is asked to go. */
public enum StopMode {
  /** Ends sessions, writes a checkpoint: the next start needs no recovery. */
  FAST("INT"),
  /** Drops everything at once: the next start recovers from the write-ahead log. */
  IMMEDIATE("QUIT");

  private final String signal;

  StopMode(String signal) {
    this.signal = signal;
  }

  String signal() {
    return signal;
  }
}
