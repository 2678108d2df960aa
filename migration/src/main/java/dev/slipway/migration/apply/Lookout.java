package dev.slipway.migration.apply;

import dev.slipway.migration.Database;
import dev.slipway.migration.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * Watches the applying session from a second one: who blocks it, and how far its statement is. A
 * lock timeout alone would say only that there was somebody.
 */
final class Lookout implements AutoCloseable {
  private static final Duration INTERVAL = Duration.ofMillis(50);
  private static final String BLOCKERS =
      """
      SELECT a.pid, coalesce(a.usename, ''), coalesce(a.application_name, ''),
        coalesce(a.state, a.backend_type), left(regexp_replace(a.query, '\\s+', ' ', 'g'), 120),
        coalesce(extract(epoch FROM clock_timestamp() - a.xact_start) * 1000, 0)::bigint,
        coalesce(extract(epoch FROM clock_timestamp() - a.state_change) * 1000, 0)::bigint
      FROM pg_stat_activity a WHERE a.pid = ANY (pg_blocking_pids(?))
      """;
  private static final String PROGRESS =
      """
      SELECT format('%s: %s %%', phase, CASE
        WHEN blocks_total > 0 THEN 100 * blocks_done / blocks_total
        WHEN lockers_total > 0 THEN 100 * lockers_done / lockers_total ELSE 0 END)
      FROM pg_stat_progress_create_index WHERE pid = ?
      """;

  private final Connection connection;
  private final int pid;
  private final Optional<Duration> endIdle;
  private final Listener listener;
  private final Thread thread;
  private final Set<Integer> told = new HashSet<>();
  private volatile Optional<Blocker> last = Optional.empty();
  private volatile boolean stopped;
  private String progress = "";

  Lookout(Database database, int pid, Optional<Duration> endIdle, Listener listener) {
    this.connection = database.connect("slipway migrate: lookout");
    this.pid = pid;
    this.endIdle = endIdle;
    this.listener = listener;
    this.thread = Thread.ofVirtual().start(this::look);
  }

  /** Who blocked last. */
  Optional<Blocker> lastBlocker() {
    return last;
  }

  private void look() {
    try {
      while (!stopped) {
        Rows.list(
            connection,
            BLOCKERS,
            row -> {
              var blocker =
                  new Blocker(
                      row.getInt(1),
                      row.getString(2),
                      row.getString(3),
                      row.getString(4),
                      row.getString(5),
                      Duration.ofMillis(row.getLong(6)));
              tell(blocker, Duration.ofMillis(row.getLong(7)));
              return true;
            },
            pid);
        tellProgress();
        LockSupport.parkNanos(INTERVAL.toNanos());
      }
    } catch (SQLException e) {
      System.getLogger(Lookout.class.getName())
          .log(System.Logger.Level.WARNING, "nobody looks out for blockers any more", e);
    }
  }

  private void tell(Blocker blocker, Duration inThisState) throws SQLException {
    last = Optional.of(blocker);
    if (told.add(blocker.pid())) {
      listener.blocked(blocker);
    }
    if (endIdle.isPresent()
        && blocker.state().startsWith("idle in transaction")
        && inThisState.compareTo(endIdle.get()) > 0
        && Rows.holds(connection, "SELECT pg_terminate_backend(?)", blocker.pid())) {
      listener.ended(blocker);
    }
  }

  private void tellProgress() throws SQLException {
    for (var text : Rows.list(connection, PROGRESS, row -> String.valueOf(row.getString(1)), pid)) {
      if (!text.equals(progress)) {
        progress = text;
        listener.progress(text);
      }
    }
  }

  @Override
  public void close() throws SQLException {
    stopped = true;
    try {
      thread.join(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    connection.close();
  }
}
