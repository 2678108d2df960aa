package dev.slipway.postgres.loss;

import dev.slipway.postgres.cluster.Login;
import dev.slipway.postgres.loss.LogRecord.RelationFile;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Names of tables by the numbers of their files, asked of the server while it runs. */
record RelationNames(Optional<Login> admin) {
  private static final long FIRST_OF_USERS = 16384;

  /** The tables of users; catalogs and the store of long values are not what somebody lost. */
  SortedMap<String, Loss.Rows> name(Map<RelationFile, Loss.Rows> relations) {
    var named = new TreeMap<String, Loss.Rows>();
    if (admin.isEmpty()) {
      relations.forEach(
          (relation, rows) -> {
            if (relation.number() >= FIRST_OF_USERS) {
              named.merge("file " + relation.number(), rows, Loss.Rows::plus);
            }
          });
      return named;
    }
    var login = admin.get();
    try (var connection = login.connect()) {
      var database = database(connection);
      for (var entry : relations.entrySet()) {
        if (entry.getKey().database() == database) {
          find(connection, entry.getKey().number())
              .ifPresent(name -> named.merge(name, entry.getValue(), Loss.Rows::plus));
        }
      }
      return named;
    } catch (SQLException e) {
      throw login.problem("its tables can't be named", e);
    }
  }

  private static long database(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT oid FROM pg_database WHERE datname = current_database()")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /** A table that was rewritten meanwhile has another file now, and is told by its number. */
  private static Optional<String> find(Connection connection, long number) throws SQLException {
    if (number < FIRST_OF_USERS) {
      return Optional.empty();
    }
    try (var statement =
        connection.prepareStatement(
            """
            SELECT n.nspname, CASE WHEN n.nspname = 'public' THEN '' ELSE n.nspname || '.' END
                   || c.relname
              FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE c.oid = pg_filenode_relation(0, ?::oid)\
            """)) {
      statement.setLong(1, number);
      try (var rows = statement.executeQuery()) {
        if (!rows.next()) {
          return Optional.of("file " + number);
        }
        var schema = rows.getString(1);
        return schema.startsWith("pg_") ? Optional.empty() : Optional.of(rows.getString(2));
      }
    }
  }
}
