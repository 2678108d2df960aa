package dev.slipway.watch;

import dev.slipway.store.StoreSchema;

/** The tables of this room. */
public final class WatchState {
  public static final StoreSchema SCHEMA =
      StoreSchema.of(
          "watch",
          WatchState.class,
          "001_jobs.sql",
          "002_alerts.sql",
          "003_probes.sql",
          "004_heartbeats.sql");

  private WatchState() {}
}
