package dev.slipway.migration.history;

import dev.slipway.migration.Rows;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Finds a tool's table where the tool finds it: on the search path. Its schema is written down
 * then, because a migration may change the path.
 */
record Tables(Connection connection, String scope) {

  String named(String table) throws SQLException {
    var schema =
        Rows.text(
            connection,
            """
            SELECT quote_ident(coalesce(
              nullif(?, ''),
              (SELECT n.nspname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
               WHERE c.oid = to_regclass(quote_ident(?))),
              current_schema(),
              'public'))
            """,
            scope,
            table);
    return schema + "." + Rows.text(connection, "SELECT quote_ident(?)", table);
  }

  static boolean exists(Connection connection, String table) throws SQLException {
    return Rows.holds(connection, "SELECT to_regclass(?) IS NOT NULL", table);
  }
}
