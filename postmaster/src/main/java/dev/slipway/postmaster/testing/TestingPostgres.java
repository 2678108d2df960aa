package dev.slipway.postmaster.testing;

import dev.slipway.kit.Ids;
import dev.slipway.postmaster.PostgresBinaries;
import dev.slipway.postmaster.PostgresServer;
import dev.slipway.postmaster.Postmaster;
import dev.slipway.postmaster.StopMode;
import dev.slipway.postmaster.Superuser;
import dev.slipway.postmaster.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The bundled PostgreSQL, started once for a JVM without any care for durability. Servers of JVMs
 * that were killed are swept away by the next one.
 */
public final class TestingPostgres {
  private static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir", "/tmp"));
  private static final String PREFIX = "slipway-test-postgres-";
  private static final Map<String, String> SETTINGS =
      Map.of(
          "fsync", "off",
          "synchronous_commit", "off",
          "full_page_writes", "off",
          "max_connections", "300",
          "shared_buffers", "64MB",
          "wal_level", "logical",
          "max_wal_size", "4GB");

  private static final class Shared {
    static final TestingPostgres SERVER = launch();
  }

  private final Postmaster postmaster;
  private final PostgresServer server;
  private final Superuser superuser;
  private final AtomicInteger databases = new AtomicInteger();

  private TestingPostgres(Postmaster postmaster, PostgresServer server, Superuser superuser) {
    this.postmaster = postmaster;
    this.server = server;
    this.superuser = superuser;
  }

  /** The server that the whole JVM shares. */
  public static TestingPostgres shared() {
    return Shared.SERVER;
  }

  /** A new empty database on the shared server. */
  public static TestDatabase freshDatabase() {
    return shared().createDatabase();
  }

  /** Where tests unpack the bundled binaries; reachable for whoever PostgreSQL runs as. */
  public static Path cache() {
    return TEMPORARY.resolve("slipway-test-cache");
  }

  private static TestingPostgres launch() {
    try {
      sweep();
      var folder = TEMPORARY.resolve(PREFIX + ProcessHandle.current().pid());
      Trees.delete(folder);
      Files.createDirectory(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
      var postmaster = new Postmaster(PostgresBinaries.bundled(cache()), folder.resolve("data"));
      var superuser = new Superuser("tester", Ids.secret(16));
      postmaster.initialize(superuser);
      var running = postmaster.start(SETTINGS, 0);
      var server = new TestingPostgres(postmaster, running, superuser);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> server.remove(folder)));
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void sweep() throws IOException {
    try (var folders = Files.newDirectoryStream(TEMPORARY, PREFIX + "*")) {
      for (var folder : folders) {
        var pid = folder.getFileName().toString().substring(PREFIX.length());
        if (!Files.exists(Path.of("/proc", pid))) {
          var postmaster =
              new Postmaster(PostgresBinaries.bundled(cache()), folder.resolve("data"));
          postmaster.stop(StopMode.IMMEDIATE, Duration.ofSeconds(10));
          Trees.delete(folder);
        }
      }
    }
  }

  private void remove(Path folder) {
    try {
      postmaster.stop(StopMode.IMMEDIATE, Duration.ofSeconds(10));
      Trees.delete(folder);
    } catch (IOException e) {
      System.getLogger(TestingPostgres.class.getName())
          .log(System.Logger.Level.WARNING, folder + " was not removed", e);
    }
  }

  public TestDatabase createDatabase() {
    var name = "test_" + databases.incrementAndGet();
    try {
      execute("CREATE DATABASE " + name);
    } catch (SQLException e) {
      throw new IllegalStateException("no fresh database", e);
    }
    return new TestDatabase(this, name);
  }

  void drop(String name) throws SQLException {
    execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
  }

  private void execute(String sql) throws SQLException {
    try (var connection =
            DriverManager.getConnection(
                jdbcUrl("postgres"), superuser.name(), superuser.password());
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  public String jdbcUrl(String database) {
    return server.jdbcUrl(database);
  }

  public int port() {
    return server.port();
  }

  public Superuser superuser() {
    return superuser;
  }
}
