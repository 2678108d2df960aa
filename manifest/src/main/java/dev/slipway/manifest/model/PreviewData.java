package dev.slipway.manifest.model;

/** What a preview's databases start with. */
public enum PreviewData {
  EMPTY,
  SEED,
  MASKED
}
