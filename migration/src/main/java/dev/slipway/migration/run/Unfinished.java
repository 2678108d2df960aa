package dev.slipway.migration.run;

import dev.slipway.kit.Problem;
import dev.slipway.migration.Rows;
import dev.slipway.migration.sql.Statement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A statement outside any transaction was begun and whoever began it died. Asks the catalog what
 * became of it.
 */
final class Unfinished {
  private static final Pattern CREATE_INDEX =
      Pattern.compile(
          "(?is)^CREATE\\s+(?:UNIQUE\\s+)?INDEX\\s+CONCURRENTLY\\s+(?:IF\\s+NOT\\s+EXISTS\\s+)?"
              + "(\"(?:[^\"]|\"\")+\"|\\w+)\\s+ON\\s+(?:ONLY\\s+)?([\\w.\"]+).*");
  private static final Pattern REPEATABLE =
      Pattern.compile("(?is)^(VACUUM|REINDEX|CLUSTER|DROP\\s+INDEX|ALTER\\s+SYSTEM)\\b.*");
  private static final Pattern DROP_INDEX =
      Pattern.compile(
          "(?is)^DROP\\s+INDEX\\s+CONCURRENTLY\\s+(?:IF\\s+EXISTS\\s+)?([\\w.\"]+)\\s*(?:CASCADE|RESTRICT)?$");

  private Unfinished() {}

  /** True when it is in. False when it can run again, its leftovers being gone. */
  static boolean isIn(Connection connection, String where, Statement statement)
      throws SQLException {
    var create = CREATE_INDEX.matcher(statement.text());
    if (create.matches()) {
      return clearInvalid(connection, create.group(1), create.group(2));
    }
    var drop = DROP_INDEX.matcher(statement.text());
    if (drop.matches()) {
      return Rows.holds(connection, "SELECT to_regclass(?) IS NULL", drop.group(1));
    }
    if (REPEATABLE.matcher(statement.text()).matches()) {
      return false;
    }
    throw Problem.of(
            Problem.Kind.CONFLICT,
            "SLIP-6021",
            where
                + ": \""
                + statement.summary(80)
                + "\" was begun outside a transaction and it isn't known whether it ended",
            "look whether it is in, then: slipway migrate repair --done, or --again")
        .exception();
  }

  /**
   * The index is looked for beside its table, where CREATE INDEX puts it. A ruin is dropped.
   *
   * @return whether a valid index is there
   */
  static boolean clearInvalid(Connection connection, String index, String table)
      throws SQLException {
    var name =
        index.startsWith("\"")
            ? index.substring(1, index.length() - 1).replace("\"\"", "\"")
            : index.toLowerCase(Locale.ROOT);
    var found =
        Rows.list(
            connection,
            """
            SELECT i.indisvalid, format('%I.%I', n.nspname, c.relname)
            FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
            JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE i.indrelid = to_regclass(?) AND c.relname = ?
            """,
            row -> row.getBoolean(1) ? "" : String.valueOf(row.getString(2)),
            table,
            name);
    for (var ruin : found) {
      if (!ruin.isEmpty()) {
        Rows.execute(connection, "DROP INDEX CONCURRENTLY IF EXISTS " + ruin);
      }
    }
    return found.contains("");
  }

  /** Drops what a failed CREATE INDEX CONCURRENTLY left behind. */
  static void clearRuin(Connection connection, Statement statement) throws SQLException {
    var create = CREATE_INDEX.matcher(statement.text());
    if (create.matches()) {
      clearInvalid(connection, create.group(1), create.group(2));
    }
  }
}
