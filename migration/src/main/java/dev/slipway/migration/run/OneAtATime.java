package dev.slipway.migration.run;

import dev.slipway.kit.Durations;
import dev.slipway.kit.Problem;
import dev.slipway.migration.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * The advisory lock that lets one runner in. It is held by the session that runs the statements: as
 * long as a killed runner's last statement still works in the server, nobody else gets in. It is no
 * transaction's, so CREATE INDEX CONCURRENTLY doesn't wait for it.
 */
final class OneAtATime {
  private static final int SPACE = 0x534c4950;
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final Connection connection;
  private final String scope;

  OneAtATime(Connection connection, String scope) {
    this.connection = connection;
    this.scope = scope;
  }

  void enter(Duration patience) throws SQLException {
    var until = System.nanoTime() + patience.toNanos();
    while (!Rows.holds(
        connection, "SELECT pg_try_advisory_lock(" + SPACE + ", hashtext(?))", scope)) {
      if (System.nanoTime() > until) {
        throw taken(patience);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  void leave() throws SQLException {
    Rows.holds(connection, "SELECT pg_advisory_unlock(" + SPACE + ", hashtext(?))", scope);
  }

  private RuntimeException taken(Duration patience) throws SQLException {
    var owner =
        Rows.list(
            connection,
            """
            SELECT format('pid %s, %s as %s from %s, since %s, now: %s', a.pid,
              coalesce(nullif(a.application_name, ''), 'unnamed'), a.usename,
              coalesce(host(a.client_addr), 'a local socket'),
              to_char(a.backend_start, 'HH24:MI:SS'), left(a.query, 80))
            FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
            WHERE l.locktype = 'advisory' AND l.granted AND l.classid = ?
              AND l.objid = (hashtext(?)::bigint & 4294967295)::oid
              AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
            """,
            row -> String.valueOf(row.getString(1)),
            (long) SPACE,
            scope);
    return Problem.of(
            Problem.Kind.CONFLICT,
            "SLIP-6020",
            "migrations are being applied by somebody else ("
                + (owner.isEmpty() ? "who just left" : owner.getFirst())
                + "); waited "
                + Durations.human(patience),
            "wait until it has ended, or end it with SELECT pg_terminate_backend(pid)")
        .exception();
  }
}
