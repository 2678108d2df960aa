package dev.slipway.postgres.cluster;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Keeps the application's role from writing: the transactions that it begins are read-only. What it
 * has begun may end within seconds; then its connections are ended, since one that stays open would
 * not notice. A pool opens new ones.
 */
public final class WritesPause {
  private static final Duration MAY_END = Duration.ofSeconds(5);
  private static final long LOOK_AGAIN_NANOS = 20_000_000;

  /** Sessions of the role that were there when the setting changed, and still are. */
  private static final String SESSIONS =
      "FROM pg_stat_activity WHERE usename = ? AND pid = ANY (?)";

  private final Login admin;
  private final String role;

  public WritesPause(RunningCluster cluster) {
    this.admin = cluster.admin();
    this.role = cluster.login(ClusterRole.READWRITE).user();
  }

  /** Bears being asked for again: then nobody is disturbed. */
  public void begin() {
    change("SET default_transaction_read_only = on", false);
  }

  public void end() {
    change("RESET default_transaction_read_only", true);
  }

  private void change(String how, boolean paused) {
    try (var connection = admin.connect()) {
      if (isPaused(connection) == paused) {
        try (var statement = connection.createStatement()) {
          statement.execute("ALTER ROLE " + Sql.identifier(role) + " " + how);
        }
        endSessions(connection);
      }
    } catch (SQLException e) {
      throw admin.problem("whether " + role + " may write can't be changed", e);
    }
  }

  private boolean isPaused(Connection connection) throws SQLException {
    try (var query =
        connection.prepareStatement(
            """
            SELECT 'default_transaction_read_only=on' = ANY (coalesce(rolconfig, '{}'))
            FROM pg_roles WHERE rolname = ?""")) {
      query.setString(1, role);
      try (var row = query.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  private void endSessions(Connection connection) throws SQLException {
    var sessions = sessions(connection);
    var end = System.nanoTime() + MAY_END.toNanos();
    while (count(connection, sessions) > 0 && System.nanoTime() < end) {
      terminate(connection, sessions, " AND state = 'idle'");
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
    }
    terminate(connection, sessions, "");
  }

  private Array sessions(Connection connection) throws SQLException {
    try (var query =
        connection.prepareStatement(
            "SELECT coalesce(array_agg(pid), '{}') FROM pg_stat_activity WHERE usename = ?")) {
      query.setString(1, role);
      try (var row = query.executeQuery()) {
        row.next();
        return row.getArray(1);
      }
    }
  }

  private long count(Connection connection, Array sessions) throws SQLException {
    try (var query = connection.prepareStatement("SELECT count(*) " + SESSIONS)) {
      query.setString(1, role);
      query.setArray(2, sessions);
      try (var row = query.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  private void terminate(Connection connection, Array sessions, String which) throws SQLException {
    try (var query =
        connection.prepareStatement("SELECT pg_terminate_backend(pid) " + SESSIONS + which)) {
      query.setString(1, role);
      query.setArray(2, sessions);
      query.execute();
    }
  }
}
