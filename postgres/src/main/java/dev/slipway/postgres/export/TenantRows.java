package dev.slipway.postgres.export;

import dev.slipway.kit.Problem;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Finds a tenant's rows by walking keys: down to everything that belongs to a row of his, then up
 * to the shared rows that these point at, whose other children are nobody's business. Rows are
 * known by where they lie, which doesn't change in one snapshot.
 */
record TenantRows(Connection connection, Relations relations) {

  void find(ExportRequest.Tenant tenant) throws SQLException {
    for (var table : relations.tables()) {
      execute("CREATE TEMPORARY TABLE " + bare(table.owned()) + " (id tid PRIMARY KEY)");
      execute("CREATE TEMPORARY TABLE " + bare(table.shared()) + " (id tid PRIMARY KEY)");
    }
    if (seed(tenant) == 0) {
      throw Problem.of(
              Problem.Kind.NOT_FOUND,
              "SLIP-5261",
              tenant.table().or(tenant::column).orElse("tenant")
                  + " "
                  + tenant.key()
                  + ": there is no row of this tenant",
              "name the table and its key, as in --tenant tenants=42")
          .exception();
    }
    while (down() > 0) {
      // Each round goes one key further.
    }
    while (up() > 0) {
      // The same upwards.
    }
  }

  private static String bare(String temporary) {
    return temporary.substring("pg_temp.".length());
  }

  private long seed(ExportRequest.Tenant tenant) throws SQLException {
    var count = 0L;
    if (tenant.table().isPresent()) {
      var table =
          relations.named(tenant.table().get()).orElseThrow(() -> noTable(tenant.table().get()));
      var key = table.primaryKey().orElseThrow(() -> noTable(table.text()));
      count += seed(table, key, tenant.key());
    }
    if (tenant.column().isPresent()) {
      for (var table : relations.tables()) {
        if (table.columns().contains(tenant.column().get())) {
          count += seed(table, tenant.column().get(), tenant.key());
        }
      }
    }
    return count;
  }

  private static RuntimeException noTable(String name) {
    return Problem.of(
            Problem.Kind.BAD_INPUT,
            "SLIP-5262",
            name + ": is no table with a primary key of one column",
            "name the table of the tenants, as in --tenant tenants=42")
        .exception();
  }

  private long seed(Relations.Table table, String column, String key) throws SQLException {
    var sql =
        "INSERT INTO "
            + table.owned()
            + " SELECT ctid FROM "
            + table.quoted()
            + " WHERE "
            + dev.slipway.postgres.cluster.Sql.identifier(column)
            + "::text = ? ON CONFLICT DO NOTHING";
    try (var statement = connection.prepareStatement(sql)) {
      statement.setString(1, key);
      return statement.executeLargeUpdate();
    }
  }

  private long down() throws SQLException {
    var count = 0L;
    for (var key : relations.keys()) {
      count +=
          execute(
              "INSERT INTO "
                  + key.child().owned()
                  + " SELECT DISTINCT child.ctid FROM "
                  + key.child().quoted()
                  + " AS child JOIN "
                  + key.parent().quoted()
                  + " AS parent ON "
                  + key.condition()
                  + " WHERE parent.ctid IN (SELECT id FROM "
                  + key.parent().owned()
                  + ") ON CONFLICT DO NOTHING");
    }
    return count;
  }

  private long up() throws SQLException {
    var count = 0L;
    for (var key : relations.keys()) {
      count +=
          execute(
              "INSERT INTO "
                  + key.parent().shared()
                  + " SELECT DISTINCT parent.ctid FROM "
                  + key.parent().quoted()
                  + " AS parent JOIN "
                  + key.child().quoted()
                  + " AS child ON "
                  + key.condition()
                  + " WHERE child.ctid IN (SELECT id FROM "
                  + key.child().owned()
                  + " UNION SELECT id FROM "
                  + key.child().shared()
                  + ") AND parent.ctid NOT IN (SELECT id FROM "
                  + key.parent().owned()
                  + ") ON CONFLICT DO NOTHING");
    }
    return count;
  }

  long count(String set) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT count(*) FROM " + set)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private long execute(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      return statement.executeLargeUpdate(sql);
    }
  }
}
