package dev.slipway.migration.history;

import dev.slipway.migration.Rows;
import dev.slipway.migration.source.Migration;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** What the tools share that keep nothing but versions: an edited file goes unseen. */
abstract class WithoutChecksum implements History {
  private final String table;

  WithoutChecksum(String table) {
    this.table = table;
  }

  @Override
  public final String table() {
    return table;
  }

  @Override
  public final boolean exists(Connection connection) throws SQLException {
    return Tables.exists(connection, table);
  }

  @Override
  public final String checksum(Migration migration) {
    return "";
  }

  @Override
  public final void acceptEdit(Connection connection, Migration migration) {}

  @Override
  public void baseline(Connection connection, Migration migration) throws SQLException {
    finished(connection, migration, Duration.ZERO);
  }

  /** A begun migration leaves no line in these tables: our own progress says how far it got. */
  @Override
  public void started(Connection connection, Migration migration) throws SQLException {}

  final void update(Connection connection, String sql, Object... values) throws SQLException {
    Rows.update(connection, sql.replace("$table", table), values);
  }
}
