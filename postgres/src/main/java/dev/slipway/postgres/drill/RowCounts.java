package dev.slipway.postgres.drill;

import dev.slipway.postgres.cluster.Login;
import dev.slipway.postgres.cluster.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Rows by table in one snapshot, and how often each table was written to in its life: a table that
 * was written to between two looks can't be compared.
 */
record RowCounts(Map<String, Long> rows, Map<String, Long> writes) {
  private static final String TABLES =
      """
      SELECT n.nspname, c.relname,
             coalesce(pg_stat_get_tuples_inserted(c.oid) + pg_stat_get_tuples_deleted(c.oid), 0)
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relkind = 'r' AND c.relpersistence = 'p'
         AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_toast'
       ORDER BY 1, 2\
      """;

  static RowCounts of(Login admin) {
    try (var connection = admin.connect()) {
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      connection.setAutoCommit(false);
      var writes = writes(connection);
      var rows = new TreeMap<String, Long>();
      for (var table : writes.keySet()) {
        rows.put(table, count(connection, table));
      }
      connection.rollback();
      return new RowCounts(rows, writes);
    } catch (SQLException e) {
      throw admin.problem("its rows can't be counted", e);
    }
  }

  private static Map<String, Long> writes(Connection connection) throws SQLException {
    var found = new TreeMap<String, Long>();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(TABLES)) {
      while (rows.next()) {
        found.put(
            Sql.identifier(rows.getString(1)) + "." + Sql.identifier(rows.getString(2)),
            rows.getLong(3));
      }
    }
    return found;
  }

  private static long count(Connection connection, String table) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT count(*) FROM " + table)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  long total() {
    return rows.values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * Tables whose rows differ although nobody wrote to them.
   *
   * @param later the same server, looked at again
   */
  List<String> differences(RowCounts restored, RowCounts later) {
    var found = new ArrayList<String>();
    rows.forEach(
        (table, count) -> {
          var quiet =
              writes.get(table) != null && writes.get(table).equals(later.writes.get(table));
          var there = restored.rows.get(table);
          if (quiet && !count.equals(there)) {
            found.add(
                table
                    + ": "
                    + (there == null ? "missing" : there + " rows")
                    + ", the source has "
                    + count);
          }
        });
    return found;
  }
}
