package dev.slipway.postmaster;

import java.nio.file.Path;

/** A PostgreSQL that runs and takes connections on the loopback address. */
public record PostgresServer(Path dataDirectory, long pid, int port) {
  public String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }
}
