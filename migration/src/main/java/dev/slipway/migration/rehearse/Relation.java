package dev.slipway.migration.rehearse;

import dev.slipway.migration.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * A table, index, view or sequence that was there before.
 *
 * @param rows as PostgreSQL estimates them; -1 when it never counted
 */
public record Relation(String name, String kind, long file, long rows, long bytes) {

  boolean isTable() {
    return kind.equals("r") || kind.equals("p") || kind.equals("m");
  }

  String bareName() {
    var bare = name.substring(name.lastIndexOf('.') + 1);
    return bare.startsWith("\"") ? bare.substring(1, bare.length() - 1) : bare;
  }

  /** All relations that are not the server's own or ours, by oid. */
  static Map<Long, Relation> all(Connection connection) throws SQLException {
    var found = new HashMap<Long, Relation>();
    Rows.list(
        connection,
        """
        SELECT c.oid::bigint, format('%I.%I', n.nspname, c.relname), c.relkind,
          c.relfilenode::bigint, c.reltuples::bigint, c.relpages::bigint * 8192
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.oid >= 16384 AND n.nspname NOT IN ('slipway', 'slipway_watch')
          AND n.nspname !~ '^pg_(toast|temp|toast_temp)' AND c.relkind <> 'c'
        """,
        row ->
            found.put(
                row.getLong(1),
                new Relation(
                    row.getString(2),
                    row.getString(3),
                    row.getLong(4),
                    row.getLong(5),
                    row.getLong(6))));
    return found;
  }
}
