package dev.slipway.migration.scratch;

import dev.slipway.kit.Ids;
import dev.slipway.migration.Database;
import dev.slipway.migration.Rows;
import dev.slipway.postmaster.PostgresBinaries;
import dev.slipway.postmaster.Postmaster;
import dev.slipway.postmaster.StopMode;
import dev.slipway.postmaster.Superuser;
import dev.slipway.postmaster.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** A server that nobody needs afterwards, with one empty database on it. */
interface ScratchServer extends AutoCloseable {
  Database database();

  @Override
  void close() throws SQLException;

  /** An embedded one, careless of durability; its folder goes when it closes. */
  static ScratchServer embedded(Path cache) {
    try {
      var folder = Files.createTempDirectory("slipway-scratch-");
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
      var postmaster = new Postmaster(PostgresBinaries.bundled(cache), folder.resolve("data"));
      var superuser = new Superuser("scratch", Ids.secret(20));
      postmaster.initialize(superuser);
      var server =
          postmaster.start(
              Map.of(
                  "fsync", "off",
                  "synchronous_commit", "off",
                  "full_page_writes", "off",
                  "max_wal_size", "4GB",
                  "autovacuum", "off"),
              0);
      var end = new Thread(() -> remove(postmaster, folder));
      Runtime.getRuntime().addShutdownHook(end);
      var database =
          new Database(server.jdbcUrl("postgres"), superuser.name(), superuser.password());
      return new ScratchServer() {
        @Override
        public Database database() {
          return database;
        }

        @Override
        public void close() {
          Runtime.getRuntime().removeShutdownHook(end);
          remove(postmaster, folder);
        }
      };
    } catch (IOException e) {
      throw new UncheckedIOException("no scratch server in the temporary folder", e);
    }
  }

  private static void remove(Postmaster postmaster, Path folder) {
    try {
      postmaster.stop(StopMode.IMMEDIATE, Duration.ofSeconds(10));
      Trees.delete(folder);
    } catch (IOException e) {
      System.getLogger(ScratchServer.class.getName())
          .log(System.Logger.Level.WARNING, folder + " was not removed", e);
    }
  }

  /** A database of its own on a server that somebody named. */
  static ScratchServer on(Database server) throws SQLException {
    var name = "slipway_scratch_" + Ids.next(Instant.now());
    try (var connection = server.connect("slipway scratch")) {
      Rows.execute(connection, "CREATE DATABASE " + name + " TEMPLATE template0");
    }
    var url = server.jdbcUrl().replaceFirst("^(jdbc:postgresql://[^/?]+/)[^?]*", "$1" + name);
    var database = new Database(url, server.user(), server.password());
    return new ScratchServer() {
      @Override
      public Database database() {
        return database;
      }

      @Override
      public void close() throws SQLException {
        try (var connection = server.connect("slipway scratch")) {
          Rows.execute(connection, "DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
        }
      }
    };
  }
}
