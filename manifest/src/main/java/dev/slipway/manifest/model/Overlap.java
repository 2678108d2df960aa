package dev.slipway.manifest.model;

/** What happens when a job's time comes while it still runs. */
public enum Overlap {
  SKIP,
  QUEUE,
  REPLACE
}
