package dev.slipway.manifest.model;

/** What speaks SQL at the other end. */
public enum DatabaseEngine {
  POSTGRESQL,
  COCKROACHDB,
  SUPABASE
}
