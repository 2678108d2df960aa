package dev.slipway.migration.history;

import dev.slipway.migration.Rows;
import dev.slipway.migration.source.Checksums;
import dev.slipway.migration.source.Migration;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Our own table, for folders of numbered files; one for all tenant schemas of a database. */
final class OwnHistory implements History {
  private final String scope;

  OwnHistory(String scope) {
    this.scope = scope;
  }

  @Override
  public String table() {
    return "slipway.migrations";
  }

  @Override
  public boolean exists(Connection connection) throws SQLException {
    return Tables.exists(connection, table());
  }

  @Override
  public void create(Connection connection) throws SQLException {
    Rows.execute(connection, "CREATE SCHEMA IF NOT EXISTS slipway");
    Rows.execute(
        connection,
        """
        CREATE TABLE IF NOT EXISTS slipway.migrations (
          scope text NOT NULL DEFAULT '',
          id text NOT NULL,
          name text NOT NULL,
          checksum text NOT NULL,
          state text NOT NULL CHECK (state IN ('APPLIED', 'UNFINISHED', 'BASELINE')),
          started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
          finished_at timestamptz,
          took_ms bigint,
          applied_by text NOT NULL DEFAULT session_user,
          PRIMARY KEY (scope, id))
        """);
  }

  @Override
  public List<Applied> read(Connection connection) throws SQLException {
    return Rows.list(
        connection,
        "SELECT id, checksum, coalesce(finished_at, started_at), state, took_ms"
            + " FROM slipway.migrations"
            + " WHERE scope = ?",
        OwnHistory::line,
        scope);
  }

  private static Applied line(ResultSet row) throws SQLException {
    var state = Applied.State.valueOf(row.getString(4));
    return new Applied(
        row.getString(1),
        Optional.of(row.getString(2)),
        instant(row.getTimestamp(3)),
        state == Applied.State.APPLIED ? Rows.millis(row, 5) : Optional.empty(),
        state);
  }

  static Optional<Instant> instant(Timestamp time) {
    return Optional.ofNullable(time).map(Timestamp::toInstant);
  }

  @Override
  public String checksum(Migration migration) {
    return Checksums.sha256(migration.content());
  }

  @Override
  public void started(Connection connection, Migration migration) throws SQLException {
    write(connection, migration, "UNFINISHED", Duration.ZERO);
  }

  @Override
  public void finished(Connection connection, Migration migration, Duration took)
      throws SQLException {
    write(connection, migration, "APPLIED", took);
  }

  @Override
  public void baseline(Connection connection, Migration migration) throws SQLException {
    write(connection, migration, "BASELINE", Duration.ZERO);
  }

  private void write(Connection connection, Migration migration, String state, Duration took)
      throws SQLException {
    Rows.update(
        connection,
        """
        INSERT INTO slipway.migrations (scope, id, name, checksum, state, finished_at, took_ms)
        VALUES (?, ?, ?, ?, ?, CASE WHEN ? = 'UNFINISHED' THEN NULL ELSE clock_timestamp() END, ?)
        ON CONFLICT (scope, id) DO UPDATE
        SET checksum = excluded.checksum, state = excluded.state,
            finished_at = excluded.finished_at, took_ms = excluded.took_ms
        """,
        scope,
        migration.id(),
        migration.name(),
        checksum(migration),
        state,
        state,
        took.toMillis());
  }

  @Override
  public void forget(Connection connection, Migration migration) throws SQLException {
    Rows.update(
        connection,
        "DELETE FROM slipway.migrations WHERE scope = ? AND id = ?",
        scope,
        migration.id());
  }

  @Override
  public void acceptEdit(Connection connection, Migration migration) throws SQLException {
    Rows.update(
        connection,
        "UPDATE slipway.migrations SET checksum = ? WHERE scope = ? AND id = ?",
        checksum(migration),
        scope,
        migration.id());
  }
}
