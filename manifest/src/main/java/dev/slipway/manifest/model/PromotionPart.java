package dev.slipway.manifest.model;

import java.util.Locale;

/** A part of what is asked of a release before it comes into an environment. */
public enum PromotionPart {
  FROM,
  /** The checks of the environment that it comes from, which are asked for without a key. */
  CHECKS,
  SOAK,
  TESTS,
  LOAD,
  BACKUP,
  ROLLBACK,
  PARITY;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
