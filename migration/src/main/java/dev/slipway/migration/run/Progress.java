package dev.slipway.migration.run;

import dev.slipway.migration.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * How far a migration of several blocks has got. A block that a transaction holds writes its line
 * in that transaction; only a statement that refuses one can be begun without our knowing whether
 * it ended.
 */
final class Progress {
  private final String scope;

  Progress(String scope) {
    this.scope = scope;
  }

  /** One block's state. */
  record Line(int block, String text, boolean done) {}

  static void create(Connection connection) throws SQLException {
    Rows.execute(connection, "CREATE SCHEMA IF NOT EXISTS slipway");
    Rows.execute(
        connection,
        """
        CREATE TABLE IF NOT EXISTS slipway.migration_progress (
          scope text NOT NULL,
          migration text NOT NULL,
          block integer NOT NULL,
          block_text text NOT NULL,
          done boolean NOT NULL,
          at timestamptz NOT NULL DEFAULT clock_timestamp(),
          PRIMARY KEY (scope, migration, block))
        """);
  }

  static boolean exists(Connection connection) throws SQLException {
    return Rows.holds(connection, "SELECT to_regclass('slipway.migration_progress') IS NOT NULL");
  }

  List<Line> read(Connection connection, String migration) throws SQLException {
    return Rows.list(
        connection,
        "SELECT block, block_text, done FROM slipway.migration_progress"
            + " WHERE scope = ? AND migration = ? ORDER BY block",
        row -> new Line(row.getInt(1), row.getString(2), row.getBoolean(3)),
        scope,
        migration);
  }

  void write(Connection connection, String migration, Line line) throws SQLException {
    Rows.update(
        connection,
        """
        INSERT INTO slipway.migration_progress (scope, migration, block, block_text, done)
        VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (scope, migration, block) DO UPDATE SET done = excluded.done, at = clock_timestamp()
        """,
        scope,
        migration,
        line.block(),
        line.text(),
        line.done());
  }

  void clear(Connection connection, String migration) throws SQLException {
    Rows.update(
        connection,
        "DELETE FROM slipway.migration_progress WHERE scope = ? AND migration = ?",
        scope,
        migration);
  }
}
