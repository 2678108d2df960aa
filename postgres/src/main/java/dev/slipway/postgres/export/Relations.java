package dev.slipway.postgres.export;

import dev.slipway.postgres.cluster.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tables with their keys to one another. */
record Relations(List<Relations.Table> tables, List<Relations.Key> keys) {
  private static final String TABLES =
      """
      SELECT c.oid, n.nspname, c.relname,
             (SELECT a.attname FROM pg_index i
                JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
               WHERE i.indrelid = c.oid AND i.indisprimary AND i.indnkeyatts = 1),
             ARRAY(SELECT a.attname::text FROM pg_attribute a
                    WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped)
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relkind = 'r' AND c.relpersistence <> 't'
         AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'slipway')
         AND n.nspname !~ '^pg_'
       ORDER BY 2, 3\
      """;
  private static final String KEYS =
      """
      SELECT k.conrelid, k.confrelid,
             (SELECT string_agg(format('child.%I = parent.%I', ca.attname, fa.attname), ' AND ')
                FROM unnest(k.conkey, k.confkey) AS pair (here, there)
                JOIN pg_attribute ca ON ca.attrelid = k.conrelid AND ca.attnum = pair.here
                JOIN pg_attribute fa ON fa.attrelid = k.confrelid AND fa.attnum = pair.there)
        FROM pg_constraint k WHERE k.contype = 'f'\
      """;

  /** A table, and the names of the sets of its rows that are chosen. */
  record Table(
      long oid, String schema, String name, Optional<String> primaryKey, List<String> columns) {
    String quoted() {
      return Sql.identifier(schema) + "." + Sql.identifier(name);
    }

    String text() {
      return schema + "." + name;
    }

    String owned() {
      return "pg_temp.owned_" + oid;
    }

    String shared() {
      return "pg_temp.shared_" + oid;
    }
  }

  /** Rows of the child point at rows of the parent. */
  record Key(Table child, Table parent, String condition) {}

  static Relations read(Connection connection) throws SQLException {
    var tables = new ArrayList<Table>();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(TABLES)) {
      while (rows.next()) {
        tables.add(
            new Table(
                rows.getLong(1),
                rows.getString(2),
                rows.getString(3),
                Optional.ofNullable(rows.getString(4)),
                List.of((String[]) rows.getArray(5).getArray())));
      }
    }
    var keys = new ArrayList<Key>();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(KEYS)) {
      while (rows.next()) {
        var child = find(tables, rows.getLong(1));
        var parent = find(tables, rows.getLong(2));
        if (child.isPresent() && parent.isPresent()) {
          keys.add(new Key(child.get(), parent.get(), rows.getString(3)));
        }
      }
    }
    return new Relations(tables, keys);
  }

  private static Optional<Table> find(List<Table> tables, long oid) {
    return tables.stream().filter(table -> table.oid() == oid).findFirst();
  }

  Optional<Table> named(String name) {
    return tables.stream()
        .filter(table -> table.text().equals(name) || table.text().equals("public." + name))
        .findFirst();
  }
}
