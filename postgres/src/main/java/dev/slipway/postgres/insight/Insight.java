package dev.slipway.postgres.insight;

import dev.slipway.kit.ByteSize;
import dev.slipway.postgres.cluster.RunningCluster;
import dev.slipway.postgres.wal.ReplicationSlot;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks a running cluster how it is. */
public final class Insight {
  private static final String STATUS =
      """
      SELECT current_setting('server_version'), pg_database_size(current_database()),
             count(*) FILTER (WHERE state = 'active'),
             count(*) FILTER (WHERE state = 'idle'),
             count(*) FILTER (WHERE state LIKE 'idle in transaction%'),
             count(*) FILTER (WHERE wait_event_type = 'Lock'),
             current_setting('max_connections')::int,
             extract(epoch FROM max(clock_timestamp() - xact_start))
        FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()\
      """;
  private static final String BLOCKED =
      """
      SELECT w.pid, coalesce(w.usename, ''), w.application_name, coalesce(w.state, ''), w.query,
             h.pid, coalesce(h.usename, ''), h.application_name, coalesce(h.state, ''), h.query,
             coalesce(l.mode, ''), coalesce(l.relation::regclass::text, ''),
             extract(epoch FROM clock_timestamp() - coalesce(l.waitstart, w.query_start))
        FROM pg_stat_activity w
        CROSS JOIN LATERAL unnest(pg_blocking_pids(w.pid)) AS blocker
        JOIN pg_stat_activity h ON h.pid = blocker
        LEFT JOIN pg_locks l ON l.pid = w.pid AND NOT l.granted
       ORDER BY 13 DESC\
      """;
  private static final String SLOW =
      """
      SELECT query, calls, total_exec_time, mean_exec_time, rows,
             shared_blks_hit::float8 / greatest(1, shared_blks_hit + shared_blks_read)
        FROM pg_stat_statements s JOIN pg_database d ON d.oid = s.dbid
       WHERE d.datname = current_database()
       ORDER BY total_exec_time DESC LIMIT ?\
      """;

  private final RunningCluster cluster;

  public Insight(RunningCluster cluster) {
    this.cluster = cluster;
  }

  public ClusterStatus status() {
    return ask(STATUS, 0, this::status).getFirst();
  }

  private ClusterStatus status(ResultSet row) throws SQLException {
    var connections =
        new ClusterStatus.Connections(
            row.getInt(3), row.getInt(4), row.getInt(5), row.getInt(6), row.getInt(7));
    var longest = row.getDouble(8);
    Optional<Duration> open = row.wasNull() ? Optional.empty() : Optional.of(seconds(longest));
    return new ClusterStatus(
        row.getString(1), new ByteSize(row.getLong(2)), connections, open, logKept(), headroom());
  }

  /** Log that the server keeps for the archive; empty when nothing is archived. */
  public Optional<ByteSize> logKept() {
    return ReplicationSlot.find(cluster.admin())
        .map(slot -> new ByteSize(Math.max(0, slot.keeps())));
  }

  private ByteSize headroom() {
    try {
      return new ByteSize(Files.getFileStore(cluster.dataDirectory()).getUsableSpace());
    } catch (IOException gone) {
      return new ByteSize(0);
    }
  }

  /** Who waits for whom, longest first. */
  public List<BlockedSession> blocked() {
    return ask(
        BLOCKED,
        0,
        row ->
            new BlockedSession(
                session(row, 1),
                session(row, 6),
                row.getString(11),
                row.getString(12),
                seconds(row.getDouble(13))));
  }

  private static BlockedSession.Session session(ResultSet row, int from) throws SQLException {
    return new BlockedSession.Session(
        row.getInt(from),
        row.getString(from + 1),
        row.getString(from + 2),
        row.getString(from + 3),
        row.getString(from + 4));
  }

  /** The statements that cost most in all; empty where pg_stat_statements is not loaded. */
  public List<SlowStatement> slowest(int most) {
    var loaded =
        ask(
            "SELECT count(*) FROM pg_extension WHERE extname = 'pg_stat_statements'",
            0,
            row -> row.getInt(1));
    if (loaded.getFirst() == 0) {
      return List.of();
    }
    return ask(
        SLOW,
        most,
        row ->
            new SlowStatement(
                row.getString(1),
                row.getLong(2),
                milliseconds(row.getDouble(3)),
                milliseconds(row.getDouble(4)),
                row.getLong(5),
                row.getDouble(6)));
  }

  private interface Reading<T> {
    T read(ResultSet row) throws SQLException;
  }

  private <T> List<T> ask(String sql, int limit, Reading<T> reading) {
    var admin = cluster.admin();
    try (var connection = admin.connect();
        var statement = connection.prepareStatement(sql)) {
      if (limit > 0) {
        statement.setInt(1, limit);
      }
      try (var rows = statement.executeQuery()) {
        var found = new ArrayList<T>();
        while (rows.next()) {
          found.add(reading.read(rows));
        }
        return found;
      }
    } catch (SQLException e) {
      throw admin.problem("can't be asked how it is", e);
    }
  }

  private static Duration seconds(double seconds) {
    return Duration.ofMillis((long) (seconds * 1000));
  }

  private static Duration milliseconds(double milliseconds) {
    return Duration.ofNanos((long) (milliseconds * 1e6));
  }
}
