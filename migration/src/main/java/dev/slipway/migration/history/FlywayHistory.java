package dev.slipway.migration.history;

import dev.slipway.migration.Rows;
import dev.slipway.migration.source.Checksums;
import dev.slipway.migration.source.Migration;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** Flyway's {@code flyway_schema_history}, ranked lines with CRC-32 checksums. */
final class FlywayHistory implements History {
  private final String table;

  FlywayHistory(String table) {
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
              installed_rank INT NOT NULL,
              version VARCHAR(50),
              description VARCHAR(200) NOT NULL,
              type VARCHAR(20) NOT NULL,
              script VARCHAR(1000) NOT NULL,
              checksum INTEGER,
              installed_by VARCHAR(100) NOT NULL,
              installed_on TIMESTAMP NOT NULL DEFAULT now(),
              execution_time INTEGER NOT NULL,
              success BOOLEAN NOT NULL,
              CONSTRAINT flyway_schema_history_pk PRIMARY KEY (installed_rank))
            """);
    Rows.execute(
        connection,
        "CREATE INDEX IF NOT EXISTS flyway_schema_history_s_idx ON " + table + " (success)");
  }

  @Override
  public List<Applied> read(Connection connection) throws SQLException {
    var newest = new LinkedHashMap<String, Applied>();
    for (var line :
        Rows.list(
            connection,
            "SELECT coalesce(version, description), checksum, installed_on, success, type,"
                + " execution_time FROM "
                + table
                + " WHERE type <> 'SCHEMA' ORDER BY installed_rank",
            FlywayHistory::line)) {
      newest.put(line.id(), line);
    }
    return new ArrayList<>(newest.values());
  }

  private static Applied line(ResultSet row) throws SQLException {
    var type = String.valueOf(row.getString(5));
    var state = row.getBoolean(4) ? Applied.State.APPLIED : Applied.State.UNFINISHED;
    if (type.endsWith("BASELINE")) {
      state = Applied.State.BASELINE;
    } else if (type.startsWith("UNDO") || type.equals("DELETE")) {
      state = Applied.State.ROLLED_BACK;
    }
    return new Applied(
        row.getString(1),
        Optional.ofNullable(row.getString(2)),
        OwnHistory.instant(row.getTimestamp(3)),
        state == Applied.State.APPLIED ? Rows.millis(row, 6) : Optional.empty(),
        state);
  }

  @Override
  public String checksum(Migration migration) {
    return Integer.toString(Checksums.flyway(migration.content()));
  }

  @Override
  public void started(Connection connection, Migration migration) throws SQLException {
    forgetFailure(connection, migration);
    insert(connection, migration, Duration.ZERO, false);
  }

  @Override
  public void finished(Connection connection, Migration migration, Duration took)
      throws SQLException {
    forgetFailure(connection, migration);
    insert(connection, migration, took, true);
  }

  @Override
  public void baseline(Connection connection, Migration migration) throws SQLException {
    insert(connection, migration, Duration.ZERO, true);
  }

  private void forgetFailure(Connection connection, Migration migration) throws SQLException {
    Rows.update(
        connection,
        "DELETE FROM " + table + " WHERE NOT success AND script = ?",
        migration.file().toString());
  }

  private void insert(Connection connection, Migration migration, Duration took, boolean success)
      throws SQLException {
    Rows.update(
        connection,
        "INSERT INTO "
            + table
            + " (installed_rank, version, description, type, script, checksum, installed_by,"
            + " execution_time, success) SELECT coalesce(max(installed_rank), 0) + 1,"
            + " nullif(?, ''), ?, 'SQL', ?, ?, session_user, ?, ? FROM "
            + table,
        migration.isRepeatable() ? "" : migration.version().text(),
        migration.name(),
        migration.file().toString(),
        Checksums.flyway(migration.content()),
        (int) took.toMillis(),
        success);
  }

  @Override
  public void forget(Connection connection, Migration migration) throws SQLException {
    Rows.update(
        connection, "DELETE FROM " + table + " WHERE script = ?", migration.file().toString());
  }

  @Override
  public void acceptEdit(Connection connection, Migration migration) throws SQLException {
    Rows.update(
        connection,
        "UPDATE " + table + " SET checksum = ? WHERE script = ?",
        Checksums.flyway(migration.content()),
        migration.file().toString());
  }
}
