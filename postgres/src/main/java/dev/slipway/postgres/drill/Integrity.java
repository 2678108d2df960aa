package dev.slipway.postgres.drill;

import dev.slipway.postgres.cluster.Login;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** PostgreSQL's own look at its tables and indexes: the extension amcheck. */
final class Integrity {
  private static final String INDEXES =
      """
      SELECT c.oid, c.oid::regclass::text FROM pg_class c JOIN pg_am a ON a.oid = c.relam
        JOIN pg_index i ON i.indexrelid = c.oid
       WHERE a.amname = 'btree' AND c.relpersistence = 'p' AND i.indisvalid AND i.indisready\
      """;
  private static final String TABLES =
      """
      SELECT oid, oid::regclass::text FROM pg_class
       WHERE relkind IN ('r', 't', 'm') AND relpersistence = 'p'\
      """;
  private static final int MOST_TOLD = 20;

  private final List<String> findings = new ArrayList<>();
  private int indexes;

  int indexesChecked() {
    return indexes;
  }

  List<String> findings() {
    return findings;
  }

  void check(Login admin) {
    try (var connection = admin.connect();
        var statement = connection.createStatement()) {
      if (!isAvailable(connection)) {
        findings.add("amcheck is not installed for this PostgreSQL: indexes were not checked");
        return;
      }
      statement.execute("CREATE EXTENSION IF NOT EXISTS amcheck");
      for (var index : named(connection, INDEXES)) {
        checkIndex(connection, index);
      }
      for (var table : named(connection, TABLES)) {
        checkTable(connection, table);
      }
    } catch (SQLException e) {
      throw admin.problem("can't be checked", e);
    }
  }

  private record Named(long oid, String name) {}

  private static boolean isAvailable(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT 1 FROM pg_available_extensions WHERE name = 'amcheck'")) {
      return rows.next();
    }
  }

  private static List<Named> named(Connection connection, String sql) throws SQLException {
    var found = new ArrayList<Named>();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        found.add(new Named(rows.getLong(1), rows.getString(2)));
      }
    }
    return found;
  }

  private void checkIndex(Connection connection, Named index) {
    try (var statement =
        connection.prepareStatement("SELECT bt_index_check(?::oid::regclass, true)")) {
      statement.setLong(1, index.oid());
      statement.execute();
      indexes++;
    } catch (SQLException e) {
      note(index.name() + ": " + e.getMessage());
    }
  }

  private void checkTable(Connection connection, Named table) {
    try (var statement =
        connection.prepareStatement(
            "SELECT blkno, msg FROM verify_heapam(?::oid::regclass) LIMIT 3")) {
      statement.setLong(1, table.oid());
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          note(table.name() + " page " + rows.getLong(1) + ": " + rows.getString(2));
        }
      }
    } catch (SQLException e) {
      note(table.name() + ": " + e.getMessage());
    }
  }

  private void note(String finding) {
    if (findings.size() < MOST_TOLD) {
      findings.add(finding);
    }
  }
}
