package dev.slipway.manifest.model;

/** What a masked copy puts in place of a column's values. */
public enum Mask {
  NAME,
  EMAIL,
  PHONE,
  TEXT,
  NUMBER,
  DATE,
  HASH,
  EMPTY,
  /** Looked at, and found to be harmless. */
  KEEP
}
