package dev.slipway.operations.journal;

/** What a pen asks and tells while it writes. */
public interface Lookout {
  /** False once the heartbeat has failed for so long that others may have taken the lease. */
  boolean leaseHeld();

  /** Something new is in the journal. */
  void recorded(long operation);
}
