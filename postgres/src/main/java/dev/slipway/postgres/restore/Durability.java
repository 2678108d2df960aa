package dev.slipway.postgres.restore;

/** Whether what is restored has to outlive the machine's next crash. */
public enum Durability {
  /** Synced to the disk before it counts as restored. */
  KEPT,
  /** Looked at and thrown away. */
  THROWN_AWAY
}
