package dev.slipway.operations.journal;

import dev.slipway.store.StoreSchema;

/** The tables of this room. */
public final class OperationsSchema {
  public static final StoreSchema SCHEMA =
      StoreSchema.of(
          "operations", OperationsSchema.class, "001_operations.sql", "002_stranded.sql");

  private OperationsSchema() {}
}
