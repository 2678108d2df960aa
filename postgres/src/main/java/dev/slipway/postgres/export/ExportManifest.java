package dev.slipway.postgres.export;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What an export holds: its last entry, so that a file that was cut short has none.
 *
 * @param position in the log that all tables are as of
 */
public record ExportManifest(
    String database,
    String server,
    String position,
    Instant at,
    String format,
    Optional<ExportRequest.Tenant> tenant,
    List<ExportManifest.Table> tables) {
  /**
   * One table's file.
   *
   * @param owned rows that are the tenant's own; the others are shared ones that they point at
   */
  public record Table(String name, String file, long rows, long owned, long bytes, String sha256) {}

  public long rows() {
    return tables.stream().mapToLong(Table::rows).sum();
  }
}
