package dev.slipway.operations;

/** What a person decides about an operation that needs attention. */
public enum Settlement {
  /** The cause is gone: the undo goes on where it failed. */
  UNDO_AGAIN,
  /**
   * What is true now is fine, or was put right by hand: the operation ends as failed and frees its
   * target.
   */
  ACCEPT
}
