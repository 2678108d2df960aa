package dev.slipway.migration.source;

import java.util.Locale;

/** How a folder of migrations is laid out; each has its own table of what has been applied. */
public enum Layout {
  /** {@code 001_x.sql}: ours. */
  NUMBERED,
  /** {@code V1__x.sql}, {@code R__x.sql}; {@code flyway_schema_history}. */
  FLYWAY,
  /** {@code 2024…_x/migration.sql}; {@code _prisma_migrations}. */
  PRISMA,
  /** {@code 2024…_x/up.sql}; {@code __diesel_schema_migrations}. */
  DIESEL,
  /** {@code -- +goose Up}; {@code goose_db_version}. */
  GOOSE,
  /** {@code -- migrate:up}; {@code schema_migrations}. */
  DBMATE,
  /** {@code 1_x.up.sql}; {@code schema_migrations} with one row. */
  GOLANG_MIGRATE;

  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
