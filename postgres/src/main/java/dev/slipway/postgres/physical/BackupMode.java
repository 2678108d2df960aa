package dev.slipway.postgres.physical;

import dev.slipway.kit.Ids;
import dev.slipway.postgres.cluster.Login;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The time in which a data directory may be copied file by file: PostgreSQL writes whole pages to
 * its log, and keeps all of the log since the start. Closing without {@link #leave} abandons it, as
 * does the death of either side.
 */
public final class BackupMode implements AutoCloseable {
  private static final Pattern TIMELINE = Pattern.compile("(?m)^START TIMELINE: (\\d+)$");

  private final Login admin;
  private final Connection connection;
  private final Lsn start;
  private final int segmentSize;

  private BackupMode(Login admin, Connection connection, Lsn start, int segmentSize) {
    this.admin = admin;
    this.connection = connection;
    this.start = start;
    this.segmentSize = segmentSize;
  }

  /**
   * What ends a copy.
   *
   * @param label must be in the copy as {@code backup_label}, or it would recover from a wrong
   *     place
   * @param stop the copy is consistent once the log up to here is replayed
   */
  public record Ended(
      Lsn start, Lsn stop, int timeline, int segmentSize, String label, Instant at) {
    public Segment firstSegment() {
      return Segment.holding(timeline, start, segmentSize);
    }

    /** The one before the stop if that is where a segment begins. */
    public Segment lastSegment() {
      return Segment.holding(timeline, stop.plus(-1), segmentSize);
    }
  }

  public static BackupMode enter(Login admin, String label) {
    try {
      var connection = admin.connect();
      try {
        return enter(admin, connection, label);
      } catch (SQLException | RuntimeException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw admin.problem("a copy can't be started", e);
    }
  }

  private static BackupMode enter(Login admin, Connection connection, String label)
      throws SQLException {
    var slot = "slipway_copy_" + Ids.secret(10);
    try (var statement = connection.createStatement()) {
      statement.execute("SET statement_timeout = 0");
      statement.execute("SET idle_session_timeout = 0");
      // Goes with the session: the log since the start can't be recycled under us.
      statement.execute("SELECT pg_create_physical_replication_slot('" + slot + "', true, true)");
    }
    var size = Integer.parseInt(setting(connection, "wal_segment_size"));
    try (var statement = connection.prepareStatement("SELECT pg_backup_start(?, true)")) {
      statement.setString(1, label);
      try (var rows = statement.executeQuery()) {
        rows.next();
        return new BackupMode(admin, connection, Lsn.parse(rows.getString(1)), size);
      }
    }
  }

  private static String setting(Connection connection, String name) throws SQLException {
    try (var statement =
        connection.prepareStatement("SELECT setting FROM pg_settings WHERE name = ?")) {
      statement.setString(1, name);
      try (var rows = statement.executeQuery()) {
        rows.next();
        return rows.getString(1);
      }
    }
  }

  /** Pages that were last changed before this are as they were when the copy began. */
  public Lsn start() {
    return start;
  }

  public int segmentSize() {
    return segmentSize;
  }

  /** Whether pages carry checksums. */
  public boolean hasChecksums() {
    try {
      return setting(connection, "data_checksums").equals("on");
    } catch (SQLException e) {
      throw admin.problem("its settings can't be read", e);
    }
  }

  /** Ends the copy; the log up to the stop is on the disk then, in whole segments. */
  public Ended leave() {
    try (var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT lsn, labelfile, clock_timestamp() FROM pg_backup_stop(false)")) {
      rows.next();
      var label = rows.getString(2);
      Matcher match = TIMELINE.matcher(label);
      if (!match.find()) {
        throw new SQLException("the label names no timeline: " + label);
      }
      return new Ended(
          start,
          Lsn.parse(rows.getString(1)),
          Integer.parseInt(match.group(1)),
          segmentSize,
          label,
          rows.getTimestamp(3).toInstant());
    } catch (SQLException e) {
      throw admin.problem("the copy can't be ended", e);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException gone) {
      // The server noticed before us; the copy is abandoned either way.
    }
  }
}
