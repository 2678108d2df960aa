package dev.slipway.postgres.export;

import java.util.Optional;

/**
 * What is exported, and as what.
 *
 * @param tenant whose rows; empty for everything
 */
public record ExportRequest(Format format, Optional<Tenant> tenant) {
  /** How the rows of a table are written. */
  public enum Format {
    /** An object for each row, each on its line. */
    JSONL,
    /** With a line of names at the top. */
    CSV
  }

  /**
   * One tenant.
   *
   * @param table of the tenants, such as {@code public.tenants}; empty when a column alone tells
   * @param column that names the tenant in tables that have it; empty when keys alone tell
   * @param key the tenant's own
   */
  public record Tenant(Optional<String> table, Optional<String> column, String key) {}

  public static ExportRequest everything(Format format) {
    return new ExportRequest(format, Optional.empty());
  }
}
