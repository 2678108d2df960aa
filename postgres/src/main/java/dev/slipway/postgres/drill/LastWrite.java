package dev.slipway.postgres.drill;

import dev.slipway.postgres.cluster.Login;
import java.sql.SQLException;
import java.time.Instant;

/** When a cluster last committed something. */
record LastWrite(Login admin) {
  /** The end of time when it isn't known, because then nothing can be compared. */
  Instant at() {
    try (var connection = admin.connect();
        var statement = connection.createStatement()) {
      try (var rows = statement.executeQuery("SHOW track_commit_timestamp")) {
        rows.next();
        if (!rows.getString(1).equals("on")) {
          return Instant.MAX;
        }
      }
      try (var rows = statement.executeQuery("SELECT timestamp FROM pg_last_committed_xact()")) {
        var at = rows.next() ? rows.getTimestamp(1) : null;
        return at == null ? Instant.MAX : at.toInstant();
      }
    } catch (SQLException e) {
      throw admin.problem("its last commit can't be read", e);
    }
  }
}
