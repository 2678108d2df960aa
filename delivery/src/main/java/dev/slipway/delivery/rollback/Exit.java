package dev.slipway.delivery.rollback;

import java.util.Locale;

/** The ways back that we can go; the third one is to go forward. */
public enum Exit {
  /** The old code on today's data. */
  CODE,
  /** The old code on the data as it was before the release: what was written since is lost. */
  DATA;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
