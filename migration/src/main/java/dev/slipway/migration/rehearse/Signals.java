package dev.slipway.migration.rehearse;

import dev.slipway.migration.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything that the session knows of itself, in one question: its locks, what its transaction has
 * read and written, which files its relations have now, and the write-ahead log's position.
 */
record Signals(Map<Long, Touched> relations, long wal, List<String> seen, String timeouts) {

  /** One relation that the transaction has locked; {@code file} is 0 when it is gone. */
  record Touched(LockMode mode, long file, long scans, long read, Rowcount written) {}

  /** Rows of one relation that the transaction wrote. */
  record Rowcount(long inserted, long updated, long deleted) {}

  private static final String QUESTION =
      """
      SELECT pg_current_wal_insert_lsn() - '0/0'::pg_lsn,
        coalesce(current_setting('slipway.seen', true), ''),
        format('lock_timeout %s, statement_timeout %s', current_setting('lock_timeout'),
          current_setting('statement_timeout')),
        l.relation::bigint, l.mode, coalesce(c.relfilenode, 0)::bigint,
        pg_stat_get_xact_numscans(l.relation), pg_stat_get_xact_tuples_returned(l.relation),
        pg_stat_get_xact_tuples_inserted(l.relation), pg_stat_get_xact_tuples_updated(l.relation),
        pg_stat_get_xact_tuples_deleted(l.relation), c.oid IS NULL
      FROM (SELECT 1) AS one
      LEFT JOIN pg_locks l ON l.pid = pg_backend_pid() AND l.locktype = 'relation'
        AND l.relation >= 16384
      LEFT JOIN pg_class c ON c.oid = l.relation
      """;

  static Signals read(Connection connection) throws SQLException {
    var relations = new HashMap<Long, Touched>();
    var wal = new long[1];
    var texts = new String[] {"", ""};
    Rows.list(
        connection,
        QUESTION,
        row -> {
          wal[0] = row.getBigDecimal(1).longValue();
          texts[0] = row.getString(2);
          texts[1] = row.getString(3);
          var oid = row.getLong(4);
          if (oid != 0) {
            var written = new Rowcount(row.getLong(9), row.getLong(10), row.getLong(11));
            var touched =
                new Touched(
                    LockMode.of(row.getString(5)),
                    row.getBoolean(12) ? -1 : row.getLong(6),
                    row.getLong(7),
                    row.getLong(8),
                    written);
            relations.merge(oid, touched, (a, b) -> a.mode.compareTo(b.mode) > 0 ? a : b);
          }
          return oid;
        });
    return new Signals(
        relations, wal[0], texts[0].lines().filter(line -> !line.isEmpty()).toList(), texts[1]);
  }

  static Signals none() {
    return new Signals(Map.of(), 0, List.of(), "");
  }
}
