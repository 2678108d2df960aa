package dev.slipway.migration.rehearse;

import dev.slipway.migration.Database;
import dev.slipway.migration.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Looks from outside at the locks of a session, for statements whose locks are gone before the
 * session can look itself. What is held shorter than a look apart is missed, and that is told.
 */
final class LockSampler implements AutoCloseable {
  static final Duration INTERVAL = Duration.ofMillis(10);

  private final Connection connection;
  private final int pid;
  private final Map<Long, LockMode> seen = new ConcurrentHashMap<>();
  private final Thread thread;
  private volatile boolean stopped;

  LockSampler(Database database, int pid) {
    this.connection = database.connect("slipway watches locks");
    this.pid = pid;
    this.thread = Thread.ofVirtual().start(this::look);
  }

  private void look() {
    try {
      while (!stopped) {
        Rows.list(
            connection,
            "SELECT relation::bigint, mode FROM pg_locks"
                + " WHERE pid = ? AND locktype = 'relation' AND granted AND relation >= 16384",
            row ->
                seen.merge(
                    row.getLong(1),
                    LockMode.of(row.getString(2)),
                    (a, b) -> a.compareTo(b) > 0 ? a : b),
            pid);
        LockSupport.parkNanos(INTERVAL.toNanos());
      }
    } catch (SQLException e) {
      System.getLogger(LockSampler.class.getName())
          .log(System.Logger.Level.DEBUG, "the locks can't be looked at any more", e);
    }
  }

  Map<Long, LockMode> stop() throws SQLException {
    stopped = true;
    try {
      thread.join(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    connection.close();
    return Map.copyOf(seen);
  }

  @Override
  public void close() throws SQLException {
    stop();
  }
}
