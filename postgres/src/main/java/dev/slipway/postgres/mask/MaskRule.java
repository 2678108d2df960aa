package dev.slipway.postgres.mask;

/** What takes the place of a column's values. Equal values become equal ones, in every column. */
public enum MaskRule {
  /** Words that nobody is called. */
  NAME,
  /** An address of a domain that can't exist. */
  EMAIL,
  /** A number of a country that doesn't exist. */
  PHONE,
  /** Words of the same length in all. */
  TEXT,
  /** As many digits in the same places; unique integers stay unique. */
  NUMBER,
  /** Up to half a year earlier or later. */
  DATE,
  /** What can't be read; unique values stay unique. */
  HASH,
  /** Nothing. */
  EMPTY,
  /** Looked at by a person, and found to be harmless. */
  KEEP;

  boolean changes() {
    return this != KEEP;
  }

  /** Whether a value that it replaces points at one person wherever it stands. */
  boolean identifies() {
    return this == EMAIL || this == PHONE || this == HASH;
  }
}
