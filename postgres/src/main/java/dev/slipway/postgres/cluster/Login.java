package dev.slipway.postgres.cluster;

import dev.slipway.kit.Problem;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** One way into a database: where, as whom, with what. */
public record Login(String host, int port, String database, String user, String password) {

  /** As applications are told it. */
  public String url() {
    return "postgresql://"
        + encode(user)
        + ":"
        + encode(password)
        + "@"
        + host
        + ":"
        + port
        + "/"
        + encode(database);
  }

  public String jdbcUrl() {
    return "jdbc:postgresql://" + host + ":" + port + "/" + encode(database);
  }

  public Login to(String otherDatabase) {
    return new Login(host, port, otherDatabase, user, password);
  }

  public Connection connect() throws SQLException {
    return connect(new Properties());
  }

  /** A connection that speaks the replication protocol. */
  public Connection connectForReplication() throws SQLException {
    var properties = new Properties();
    properties.setProperty("replication", "true");
    properties.setProperty("assumeMinServerVersion", "15");
    properties.setProperty("preferQueryMode", "simple");
    return connect(properties);
  }

  private Connection connect(Properties properties) throws SQLException {
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    properties.putIfAbsent("ApplicationName", "slipway");
    properties.setProperty("connectTimeout", "5");
    return DriverManager.getConnection(jdbcUrl(), properties);
  }

  /** The problem that a failed conversation with this database is. */
  public RuntimeException problem(String what, SQLException e) {
    return Problem.of(
            Problem.Kind.UNAVAILABLE,
            "SLIP-5003",
            this + ": " + what + ": " + e.getMessage(),
            "see whether the cluster runs: slipway db status")
        .exception(e);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Without the password, for logs and errors. */
  @Override
  public String toString() {
    return user + "@" + host + ":" + port + "/" + database;
  }
}
