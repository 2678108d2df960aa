package dev.slipway.delivery.backup;

import dev.slipway.postgres.backup.Backups;
import dev.slipway.postgres.cluster.RunningCluster;
import dev.slipway.postgres.physical.Lsn;
import dev.slipway.postgres.physical.Segment;
import dev.slipway.postgres.repository.Backup;
import dev.slipway.postgres.wal.WalArchive;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Looks whether the newest backup and the stored log reach to this moment: every piece of the log
 * between is looked for, nothing is taken on trust.
 */
record StandingCheck(DatabaseBackups backups, RunningCluster cluster, InstantSource clock) {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  Standing look() {
    var repository = backups.repository(cluster.name());
    var all = repository.backups();
    if (all.isEmpty()) {
      return new Standing(Optional.empty(), "there is no backup yet");
    }
    var newest = all.getLast();
    try {
      return new Standing(Optional.of(newest), missing(newest));
    } catch (IOException | SQLException e) {
      return new Standing(Optional.of(newest), "it could not be looked at: " + e.getMessage());
    }
  }

  private String missing(Backup backup) throws IOException, SQLException {
    var timeline = timeline();
    if (backup.span().timeline() != timeline) {
      return "the database was restored since";
    }
    var position = new Backups(cluster, backups.repository(cluster.name()), clock).position();
    if (!backups.awaitStored(cluster.name(), position, PATIENCE)) {
      var following = backups.following(cluster.name());
      return "its log is not stored: "
          + (following.trouble().isEmpty() ? "the server is ahead" : following.trouble());
    }
    return gap(backup, position, timeline);
  }

  private String gap(Backup backup, Lsn position, int timeline) throws IOException {
    var archive = new WalArchive(backups.repository(cluster.name()), backup.server().segmentSize());
    var stored = archive.segments();
    var last = Segment.holding(timeline, position, archive.segmentSize());
    for (var segment = backup.firstSegment();
        segment.number() < last.number();
        segment = segment.next()) {
      if (!stored.containsKey(segment.toString())) {
        return "the log " + segment + " is missing";
      }
    }
    return "";
  }

  private int timeline() throws SQLException {
    try (var connection = cluster.admin().connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT timeline_id FROM pg_control_checkpoint()")) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
