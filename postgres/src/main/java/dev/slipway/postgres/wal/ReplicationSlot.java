package dev.slipway.postgres.wal;

import dev.slipway.postgres.cluster.Login;
import dev.slipway.postgres.physical.Lsn;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What keeps the server from recycling log that the archive doesn't have yet.
 *
 * @param state as {@code pg_replication_slots.wal_status} has it: lost means that log is gone
 * @param keeps bytes of log that the server keeps because of it
 */
public record ReplicationSlot(
    String name, @Nullable Lsn restart, String state, long keeps, boolean active) {
  public static final String NAME = "slipway";

  public boolean isLost() {
    return state.equals("lost");
  }

  public static Optional<ReplicationSlot> find(Login admin) {
    try (var connection = admin.connect()) {
      return find(connection);
    } catch (SQLException e) {
      throw admin.problem("its replication slots can't be read", e);
    }
  }

  private static Optional<ReplicationSlot> find(Connection connection) throws SQLException {
    try (var statement =
        connection.prepareStatement(
            """
            SELECT restart_lsn, coalesce(wal_status, 'lost'), active,
                   coalesce(pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn), 0)::bigint
              FROM pg_replication_slots WHERE slot_name = ?\
            """)) {
      statement.setString(1, NAME);
      try (var rows = statement.executeQuery()) {
        if (!rows.next()) {
          return Optional.empty();
        }
        var restart = rows.getString(1);
        return Optional.of(
            new ReplicationSlot(
                NAME,
                restart == null ? null : Lsn.parse(restart),
                rows.getString(2),
                rows.getLong(4),
                rows.getBoolean(3)));
      }
    }
  }

  /** The slot, made if there is none, made anew if it was lost. */
  static ReplicationSlot ensure(Login admin) throws SQLException {
    try (var connection = admin.connect();
        var statement = connection.createStatement()) {
      var found = find(connection);
      if (found.isPresent() && found.get().isLost()) {
        statement.execute("SELECT pg_drop_replication_slot('" + NAME + "')");
      }
      if (found.isEmpty() || found.get().isLost()) {
        statement.execute("SELECT pg_create_physical_replication_slot('" + NAME + "', true)");
      }
      return find(connection).orElseThrow();
    }
  }

  /** Gives the log free for recycling, at the price that following has to begin anew. */
  public static void drop(Login admin) {
    try (var connection = admin.connect();
        var statement = connection.createStatement()) {
      statement.execute(
          "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE slot_name = '"
              + NAME
              + "'");
    } catch (SQLException e) {
      throw admin.problem("its replication slot can't be dropped", e);
    }
  }
}
