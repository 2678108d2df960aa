package ledger;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Properties;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A few connections that are used again. */
final class Database implements AutoCloseable {
  private static final int CONNECTIONS = 8;
  private static final int PATIENCE_SECONDS = 3;

  private final Driver driver;
  private final String url;
  private final Properties properties;
  private final Semaphore places = new Semaphore(CONNECTIONS, true);
  private final Deque<Connection> idle = new ArrayDeque<>();

  private Database(Driver driver, String url, Properties properties) {
    this.driver = driver;
    this.url = url;
    this.properties = properties;
  }

  interface Work<T> {
    T with(Connection connection) throws SQLException;
  }

  /** Takes postgresql://user:password@host:port/name. */
  static Database at(String address) {
    var uri = URI.create(address);
    var properties = new Properties();
    if (uri.getRawUserInfo() != null) {
      var colon = uri.getRawUserInfo().indexOf(':');
      var user = colon < 0 ? uri.getRawUserInfo() : uri.getRawUserInfo().substring(0, colon);
      properties.setProperty("user", decoded(user));
      if (colon >= 0) {
        properties.setProperty("password", decoded(uri.getRawUserInfo().substring(colon + 1)));
      }
    }
    properties.setProperty("connectTimeout", "" + PATIENCE_SECONDS);
    properties.setProperty("socketTimeout", "10");
    properties.setProperty("ApplicationName", "ledger");
    var port = uri.getPort() < 0 ? 5432 : uri.getPort();
    var query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    var url = "jdbc:postgresql://" + uri.getHost() + ":" + port + uri.getRawPath() + query;
    try {
      return new Database(DriverManager.getDriver(url), url, properties);
    } catch (SQLException e) {
      throw new IllegalStateException("the PostgreSQL driver is not on the class path", e);
    }
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** Runs the work in one transaction; a connection on which it failed is not used again. */
  <T> T transact(Work<T> work) throws SQLException {
    if (!takePlace()) {
      throw new SQLException("all " + CONNECTIONS + " connections are in use", "53300");
    }
    try {
      var connection = open();
      try {
        var result = work.with(connection);
        connection.commit();
        giveBack(connection);
        return result;
      } catch (SQLException | RuntimeException e) {
        closeQuietly(connection);
        throw e;
      }
    } finally {
      places.release();
    }
  }

  private boolean takePlace() {
    try {
      return places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** A connection that the server closed meanwhile is thrown away and replaced. */
  private Connection open() throws SQLException {
    for (var old = takeIdle(); old != null; old = takeIdle()) {
      if (old.isValid(PATIENCE_SECONDS)) {
        return old;
      }
      closeQuietly(old);
    }
    var connection = driver.connect(url, properties);
    connection.setAutoCommit(false);
    return connection;
  }

  private synchronized Connection takeIdle() {
    return idle.pollFirst();
  }

  private synchronized void giveBack(Connection connection) {
    idle.addFirst(connection);
  }

  private static void closeQuietly(Connection connection) {
    try {
      connection.close();
    } catch (SQLException broken) {
      // It is thrown away because it is broken.
    }
  }

  @Override
  public synchronized void close() {
    idle.forEach(Database::closeQuietly);
    idle.clear();
  }
}
