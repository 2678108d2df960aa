package dev.slipway.delivery.backup;

import dev.slipway.postgres.cluster.ClusterRole;
import dev.slipway.postgres.cluster.Login;
import dev.slipway.postgres.cluster.RunningCluster;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Whether a database holds anything that could be lost. */
public record Contents(int tables, boolean hasRows) {
  private static final String TABLES =
      """
      SELECT format('%I.%I', n.nspname, c.relname)
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relkind = 'r' AND c.relpersistence = 'p'
         AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_toast'
       ORDER BY 1\
      """;

  /** Asked of the database of the application. */
  public static Contents of(RunningCluster cluster) {
    Login login = cluster.admin().to(cluster.login(ClusterRole.MIGRATION).database());
    try (var connection = login.connect()) {
      var tables = tables(connection);
      for (var table : tables) {
        if (hasRow(connection, table)) {
          return new Contents(tables.size(), true);
        }
      }
      return new Contents(tables.size(), false);
    } catch (SQLException e) {
      throw login.problem("can't be looked at", e);
    }
  }

  public boolean nothingToLose() {
    return !hasRows;
  }

  private static List<String> tables(Connection connection) throws SQLException {
    var found = new ArrayList<String>();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(TABLES)) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }

  private static boolean hasRow(Connection connection, String table) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT 1 FROM " + table + " LIMIT 1")) {
      return rows.next();
    }
  }
}
