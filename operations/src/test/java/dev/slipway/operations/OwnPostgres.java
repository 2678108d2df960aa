package dev.slipway.operations;

import dev.slipway.postmaster.PostgresBinaries;
import dev.slipway.postmaster.PostgresServer;
import dev.slipway.postmaster.Postmaster;
import dev.slipway.postmaster.StopMode;
import dev.slipway.postmaster.Superuser;
import dev.slipway.postmaster.testing.TestingPostgres;
import dev.slipway.store.StoreAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;

/** A PostgreSQL for one test or benchmark alone, as durable as the control plane's own. */
final class OwnPostgres implements AutoCloseable {
  private static final Superuser SUPERUSER = new Superuser("slipway", "secret");
  private static final Map<String, String> SETTINGS =
      Map.of("shared_buffers", "64MB", "max_wal_size", "1GB");

  private final Postmaster postmaster;
  private PostgresServer server;

  OwnPostgres(Path folder) throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    postmaster =
        new Postmaster(
            PostgresBinaries.bundled(TestingPostgres.cache()), folder.resolve("cluster"));
    postmaster.initialize(SUPERUSER);
    server = postmaster.start(SETTINGS, 0);
  }

  int port() {
    return server.port();
  }

  StoreAddress address() {
    return address(server.jdbcUrl("postgres"));
  }

  /** Reaching it another way. */
  StoreAddress address(String url) {
    return new StoreAddress(url, SUPERUSER.name(), SUPERUSER.password());
  }

  /** Kills it as the kernel does when memory is out, and starts it again, maybe on another port. */
  void restart() {
    ProcessHandle.of(server.pid()).orElseThrow().destroyForcibly();
    server = postmaster.start(SETTINGS, 0);
  }

  @Override
  public void close() {
    postmaster.stop(StopMode.IMMEDIATE, Duration.ofSeconds(10));
  }
}
