package dev.slipway.operations;

/** What becomes of a request whose target is held by another operation. */
public enum WhenBusy {
  QUEUE,
  REFUSE,
  /** Takes the place of operations of the same type that are still queued. */
  REPLACE_QUEUED
}
