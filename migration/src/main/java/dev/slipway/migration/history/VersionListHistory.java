package dev.slipway.migration.history;

import dev.slipway.migration.Rows;
import dev.slipway.migration.source.Migration;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A line for each version that is in: dbmate's {@code schema_migrations}, Diesel's table. */
final class VersionListHistory extends WithoutChecksum {
  private final List<String> timeColumns;

  VersionListHistory(String table, List<String> timeColumns) {
    super(table);
    this.timeColumns = timeColumns;
  }

  @Override
  public void create(Connection connection) throws SQLException {
    var length = timeColumns.isEmpty() ? 128 : 50;
    var columns = new StringBuilder();
    for (var column : timeColumns) {
      columns.append(", ").append(column);
      columns.append(" TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP");
    }
    Rows.execute(
        connection,
        "CREATE TABLE IF NOT EXISTS "
            + table()
            + " (version VARCHAR("
            + length
            + ") PRIMARY KEY NOT NULL"
            + columns
            + ")");
  }

  @Override
  public List<Applied> read(Connection connection) throws SQLException {
    return Rows.list(
        connection,
        "SELECT version::text FROM " + table(),
        row -> Applied.bare(row.getString(1), Optional.empty(), Applied.State.APPLIED));
  }

  @Override
  public void finished(Connection connection, Migration migration, Duration took)
      throws SQLException {
    update(
        connection,
        "INSERT INTO $table (version) VALUES (?) ON CONFLICT DO NOTHING",
        migration.version().text());
  }

  @Override
  public void forget(Connection connection, Migration migration) throws SQLException {
    update(connection, "DELETE FROM $table WHERE version = ?", migration.version().text());
  }
}
