package dev.slipway.access;

import dev.slipway.store.StoreSchema;

/** The tables that this room keeps. */
public final class AccessSchema {
  public static final StoreSchema SCHEMA =
      StoreSchema.of(
          "access", AccessSchema.class, "001_access.sql", "002_audit.sql", "003_voucher.sql");

  private AccessSchema() {}
}
