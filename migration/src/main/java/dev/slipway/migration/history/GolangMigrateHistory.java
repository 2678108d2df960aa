package dev.slipway.migration.history;

import dev.slipway.migration.Rows;
import dev.slipway.migration.source.Migration;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * golang-migrate's {@code schema_migrations}: one line with the newest version, dirty while it
 * runs. All versions up to it count as applied.
 */
final class GolangMigrateHistory extends WithoutChecksum {
  GolangMigrateHistory(String table) {
    super(table);
  }

  /** That every version up to the one named is in is expanded by {@link Status}. */
  @Override
  public List<Applied> read(Connection connection) throws SQLException {
    return Rows.list(
        connection,
        "SELECT version::text, dirty FROM " + table(),
        row ->
            Applied.bare(
                row.getString(1),
                Optional.empty(),
                row.getBoolean(2) ? Applied.State.UNFINISHED : Applied.State.BASELINE));
  }

  @Override
  public void create(Connection connection) throws SQLException {
    Rows.execute(
        connection,
        "CREATE TABLE IF NOT EXISTS "
            + table()
            + " (version bigint NOT NULL PRIMARY KEY, dirty boolean NOT NULL)");
  }

  @Override
  public void started(Connection connection, Migration migration) throws SQLException {
    write(connection, migration, "true");
  }

  @Override
  public void finished(Connection connection, Migration migration, Duration took)
      throws SQLException {
    write(connection, migration, "false");
  }

  private void write(Connection connection, Migration migration, String dirty) throws SQLException {
    update(connection, "DELETE FROM $table");
    update(
        connection,
        "INSERT INTO $table (version, dirty) VALUES (?::bigint, " + dirty + ")",
        migration.version().text());
  }

  /** Back to the version before; only the newest can go. */
  @Override
  public void forget(Connection connection, Migration migration) throws SQLException {
    update(
        connection,
        "UPDATE $table SET version = version - 1, dirty = false WHERE version = ?::bigint",
        migration.version().text());
  }
}
