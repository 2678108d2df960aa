package dev.slipway.postgres.mask;

import dev.slipway.postgres.cluster.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The columns of an application's tables, and how keys hang together. */
record Columns(List<Column> all, List<Columns.Key> keys) {
  private static final String COLUMNS =
      """
      SELECT coalesce(rn.nspname, n.nspname) || '.' || coalesce(r.relname, c.relname),
             n.nspname, c.relname, a.attname, t.typname, t.typcategory,
             CASE WHEN t.typname IN ('varchar', 'bpchar') AND a.atttypmod > 4
                  THEN a.atttypmod - 4 ELSE 0 END,
             NOT a.attnotnull, a.attgenerated <> ''
        FROM pg_attribute a
        JOIN pg_class c ON c.oid = a.attrelid
        JOIN pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_type b ON b.oid = a.atttypid
        JOIN pg_type t ON t.oid = CASE WHEN b.typtype = 'd' THEN b.typbasetype ELSE b.oid END
        LEFT JOIN pg_class r ON c.relispartition AND r.oid = pg_partition_root(c.oid)
        LEFT JOIN pg_namespace rn ON rn.oid = r.relnamespace
       WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind::text = ANY (?) AND c.relpersistence <> 't'
         AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'slipway')
         AND n.nspname !~ '^pg_'
       ORDER BY 2, 3, a.attnum\
      """;
  private static final String KEYS =
      """
      SELECT cn.nspname || '.' || c.relname, ca.attname, fn.nspname || '.' || f.relname, fa.attname
        FROM pg_constraint k
        CROSS JOIN LATERAL unnest(k.conkey, k.confkey) AS pair (here, there)
        JOIN pg_class c ON c.oid = k.conrelid
        JOIN pg_namespace cn ON cn.oid = c.relnamespace
        JOIN pg_class f ON f.oid = k.confrelid
        JOIN pg_namespace fn ON fn.oid = f.relnamespace
        JOIN pg_attribute ca ON ca.attrelid = k.conrelid AND ca.attnum = pair.here
        JOIN pg_attribute fa ON fa.attrelid = k.confrelid AND fa.attnum = pair.there
       WHERE k.contype = 'f' AND k.conparentid = 0\
      """;

  /** A column that points at another, both as rules call them. */
  record Key(String from, String to) {}

  /** Of tables, whose rows can be changed. */
  static Columns read(Connection connection) throws SQLException {
    return read(connection, "r");
  }

  /** Of everything that holds rows. */
  static Columns readAll(Connection connection) throws SQLException {
    return read(connection, "r", "m");
  }

  private static Columns read(Connection connection, String... kinds) throws SQLException {
    var columns = new ArrayList<Column>();
    try (var statement = connection.prepareStatement(COLUMNS)) {
      statement.setArray(1, connection.createArrayOf("text", kinds));
      var rows = statement.executeQuery();
      while (rows.next()) {
        columns.add(
            new Column(
                rows.getString(1),
                Sql.identifier(rows.getString(2)) + "." + Sql.identifier(rows.getString(3)),
                rows.getString(4),
                rows.getString(5),
                rows.getString(6).charAt(0),
                rows.getInt(7),
                new Column.Nature(rows.getBoolean(8), rows.getBoolean(9))));
      }
    }
    var keys = new ArrayList<Key>();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(KEYS)) {
      while (rows.next()) {
        keys.add(
            new Key(
                rows.getString(1) + "." + rows.getString(2),
                rows.getString(3) + "." + rows.getString(4)));
      }
    }
    return new Columns(columns, keys);
  }

  /** As a rule calls a column: schema.table.column. */
  static String name(Column column) {
    return column.root() + "." + column.name();
  }

  Map<String, List<Column>> byTable() {
    var tables = new HashMap<String, List<Column>>();
    all.forEach(
        column -> tables.computeIfAbsent(column.table(), table -> new ArrayList<>()).add(column));
    return new java.util.TreeMap<>(tables);
  }
}
