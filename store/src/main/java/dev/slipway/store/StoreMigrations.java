package dev.slipway.store;

import dev.slipway.kit.Problem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * Brings the rooms' tables up to date, all in one transaction under an advisory lock: two servers
 * that start at once apply them once, and a crash applies nothing.
 */
final class StoreMigrations {
  /** Any number that nobody else locks with: "slipway" in hexadecimal. */
  private static final long LOCK = 0x736c6970776179L;

  private final DataSource dataSource;

  StoreMigrations(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  void bringUpToDate(List<StoreSchema> schemas) {
    try (var connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      execute(connection, "SELECT pg_advisory_xact_lock(" + LOCK + ")");
      execute(connection, "CREATE SCHEMA IF NOT EXISTS store");
      execute(
          connection,
          """
          CREATE TABLE IF NOT EXISTS store.migration (
            room text NOT NULL,
            number int NOT NULL,
            file text NOT NULL,
            checksum text NOT NULL,
            applied_at timestamptz NOT NULL DEFAULT now(),
            PRIMARY KEY (room, number)
          )""");
      for (var schema : schemas) {
        bringUpToDate(connection, schema);
      }
      connection.commit();
    } catch (SQLException e) {
      throw Problem.of(
              Problem.Kind.UNAVAILABLE,
              "SLIP-2002",
              "the store's tables can't be brought up to date: " + e.getMessage(),
              "nothing was changed; look at the store's log, then start again")
          .exception(e);
    }
  }

  private static void bringUpToDate(Connection connection, StoreSchema schema) throws SQLException {
    var applied = applied(connection, schema.name());
    refuseNewer(schema, applied);
    for (var migration : schema.migrations()) {
      var checksum = checksum(migration.sql());
      var before = applied.get(migration.number());
      if (before == null) {
        execute(connection, "CREATE SCHEMA IF NOT EXISTS " + schema.name());
        execute(connection, "SET LOCAL search_path TO " + schema.name() + ", public");
        execute(connection, migration.sql());
        execute(connection, "SET LOCAL search_path TO DEFAULT");
        record(connection, schema.name(), migration, checksum);
      } else if (!before.equals(checksum)) {
        throw Problem.of(
                Problem.Kind.CONFLICT,
                "SLIP-2003",
                "store migration "
                    + schema.name()
                    + "/"
                    + migration.file()
                    + " is not the one that was applied here",
                "run the version of Slipway that this data directory belongs to")
            .exception();
      }
    }
  }

  /** A store that a newer version has changed is left alone, never changed back. */
  private static void refuseNewer(StoreSchema schema, Map<Integer, String> applied) {
    var newest = applied.keySet().stream().mapToInt(Integer::intValue).max().orElse(0);
    if (newest > schema.migrations().size()) {
      throw Problem.of(
              Problem.Kind.REFUSED,
              "SLIP-2004",
              "the store was used by a newer version of Slipway: "
                  + schema.name()
                  + " is at "
                  + newest
                  + ", this version knows "
                  + schema.migrations().size(),
              "run the newer version; nothing was changed")
          .exception();
    }
  }

  private static Map<Integer, String> applied(Connection connection, String room)
      throws SQLException {
    var applied = new HashMap<Integer, String>();
    try (var query =
        connection.prepareStatement(
            "SELECT number, checksum FROM store.migration WHERE room = ?")) {
      query.setString(1, room);
      try (var rows = query.executeQuery()) {
        while (rows.next()) {
          applied.put(rows.getInt(1), rows.getString(2));
        }
      }
    }
    return applied;
  }

  private static void record(
      Connection connection, String room, StoreSchema.Migration migration, String checksum)
      throws SQLException {
    try (var insert =
        connection.prepareStatement(
            "INSERT INTO store.migration (room, number, file, checksum) VALUES (?, ?, ?, ?)")) {
      insert.setString(1, room);
      insert.setInt(2, migration.number());
      insert.setString(3, migration.file());
      insert.setString(4, checksum);
      insert.executeUpdate();
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String checksum(String sql) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(sql.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
