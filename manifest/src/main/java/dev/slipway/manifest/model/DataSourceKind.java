package dev.slipway.manifest.model;

/** Where an environment's rows come from. */
public enum DataSourceKind {
  /** Its own: empty at first, then what was written. */
  OWN,
  /** A copy of another environment's, with personal data changed. */
  MASKED,
  /** A copy of another environment's as it is. */
  COPY,
  /** The other environment's itself. */
  SHARED
}
