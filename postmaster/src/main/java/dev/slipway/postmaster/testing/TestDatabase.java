package dev.slipway.postmaster.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A database of one test; dropped when closed, whoever is still connected. */
public final class TestDatabase implements AutoCloseable {
  private final TestingPostgres server;
  private final String name;

  TestDatabase(TestingPostgres server, String name) {
    this.server = server;
    this.name = name;
  }

  public String name() {
    return name;
  }

  public String jdbcUrl() {
    return server.jdbcUrl(name);
  }

  /** The address as applications get it: {@code postgresql://user:password@host:port/database}. */
  public String url() {
    return "postgresql://" + user() + ":" + password() + "@127.0.0.1:" + server.port() + "/" + name;
  }

  public String user() {
    return server.superuser().name();
  }

  public String password() {
    return server.superuser().password();
  }

  public Connection connect() throws SQLException {
    return DriverManager.getConnection(jdbcUrl(), user(), password());
  }

  @Override
  public void close() throws SQLException {
    server.drop(name);
  }
}
