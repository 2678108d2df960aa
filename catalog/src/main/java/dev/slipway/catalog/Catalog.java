package dev.slipway.catalog;

import dev.slipway.store.StoreSchema;

/** The catalog's tables. */
public final class Catalog {
  public static final StoreSchema SCHEMA =
      StoreSchema.of(
          "catalog",
          Catalog.class,
          "001_catalog.sql",
          "002_release.sql",
          "003_promotion.sql",
          "004_push.sql",
          "005_read_only.sql",
          "006_migration_runs.sql");

  private Catalog() {}
}
