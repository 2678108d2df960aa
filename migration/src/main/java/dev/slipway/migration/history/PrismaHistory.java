package dev.slipway.migration.history;

import dev.slipway.migration.Rows;
import dev.slipway.migration.source.Checksums;
import dev.slipway.migration.source.Migration;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Prisma's {@code _prisma_migrations}: SHA-256 of the file; a failed try has no finished_at. */
final class PrismaHistory implements History {
  private final String table;

  PrismaHistory(String table) {
    this.table = table;
  }

  @Override
  public String table() {
    return table;
  }

  @Override
  public boolean exists(Connection connection) throws SQLException {
    return Tables.exists(connection, table);
  }

  @Override
  public void create(Connection connection) throws SQLException {
    Rows.execute(
        connection,
        "CREATE TABLE IF NOT EXISTS "
            + table
            + """
             (
              id VARCHAR(36) PRIMARY KEY NOT NULL,
              checksum VARCHAR(64) NOT NULL,
              finished_at TIMESTAMPTZ,
              migration_name VARCHAR(255) NOT NULL,
              logs TEXT,
              rolled_back_at TIMESTAMPTZ,
              started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
              applied_steps_count INTEGER NOT NULL DEFAULT 0)
            """);
  }

  @Override
  public List<Applied> read(Connection connection) throws SQLException {
    // Several tries of one migration may be there: the newest counts.
    return Rows.list(
        connection,
        "SELECT DISTINCT ON (migration_name) migration_name, checksum,"
            + " coalesce(rolled_back_at, finished_at, started_at), finished_at IS NOT NULL,"
            + " rolled_back_at IS NOT NULL,"
            + " (extract(epoch FROM finished_at - started_at) * 1000)::bigint,"
            + " applied_steps_count > 0 FROM "
            + table
            + " ORDER BY migration_name, rolled_back_at IS NULL DESC, started_at DESC",
        PrismaHistory::line);
  }

  private static Applied line(ResultSet row) throws SQLException {
    var state =
        row.getBoolean(5)
            ? Applied.State.ROLLED_BACK
            : row.getBoolean(4) ? Applied.State.APPLIED : Applied.State.UNFINISHED;
    return new Applied(
        row.getString(1),
        Optional.of(row.getString(2)),
        OwnHistory.instant(row.getTimestamp(3)),
        // Marked as applied by hand, no step was run.
        row.getBoolean(7) ? Rows.millis(row, 6) : Optional.empty(),
        state);
  }

  @Override
  public String checksum(Migration migration) {
    return Checksums.sha256(migration.content());
  }

  @Override
  public void started(Connection connection, Migration migration) throws SQLException {
    insert(connection, migration, "NULL", 0);
  }

  @Override
  public void finished(Connection connection, Migration migration, Duration took)
      throws SQLException {
    var ended =
        Rows.update(
            connection,
            "UPDATE "
                + table
                + " SET finished_at = clock_timestamp(), applied_steps_count = 1"
                + " WHERE migration_name = ? AND finished_at IS NULL AND rolled_back_at IS NULL",
            migration.name());
    if (ended == 0) {
      insert(connection, migration, "clock_timestamp()", 1);
    }
  }

  @Override
  public void baseline(Connection connection, Migration migration) throws SQLException {
    // As `prisma migrate resolve --applied` leaves it: no step was run.
    insert(connection, migration, "clock_timestamp()", 0);
  }

  private void insert(Connection connection, Migration migration, String finished, int steps)
      throws SQLException {
    Rows.update(
        connection,
        "INSERT INTO "
            + table
            + " (id, checksum, finished_at, migration_name, started_at, applied_steps_count)"
            + " VALUES (?, ?, "
            + finished
            + ", ?, now(), ?)",
        UUID.randomUUID().toString(),
        checksum(migration),
        migration.name(),
        steps);
  }

  @Override
  public void forget(Connection connection, Migration migration) throws SQLException {
    Rows.update(
        connection,
        "UPDATE "
            + table
            + " SET rolled_back_at = clock_timestamp()"
            + " WHERE migration_name = ? AND rolled_back_at IS NULL",
        migration.name());
  }

  @Override
  public void acceptEdit(Connection connection, Migration migration) throws SQLException {
    Rows.update(
        connection,
        "UPDATE " + table + " SET checksum = ? WHERE migration_name = ? AND rolled_back_at IS NULL",
        checksum(migration),
        migration.name());
  }
}
