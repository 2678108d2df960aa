package dev.slipway.store;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.function.Supplier;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * Connects to where the store is now: our own PostgreSQL may come back on another port after it
 * died, when somebody took the old one.
 */
final class MovableDataSource implements DataSource {
  private final Supplier<StoreAddress> address;
  private final Properties properties;

  MovableDataSource(Supplier<StoreAddress> address, Properties properties) {
    this.address = address;
    this.properties = properties;
  }

  @Override
  public Connection getConnection() throws SQLException {
    var now = address.get();
    return connect(now, now.user(), now.password());
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return connect(address.get(), user, password);
  }

  private Connection connect(StoreAddress now, String user, String password) throws SQLException {
    var all = new Properties();
    all.putAll(properties);
    all.setProperty("user", user);
    all.setProperty("password", password);
    return DriverManager.getConnection(now.jdbcUrl(), all);
  }

  @Override
  public PrintWriter getLogWriter() throws SQLException {
    return DriverManager.getLogWriter();
  }

  @Override
  public void setLogWriter(PrintWriter out) throws SQLException {
    throw new SQLFeatureNotSupportedException("the log of all drivers is not ours to set");
  }

  @Override
  public void setLoginTimeout(int seconds) {
    properties.setProperty("loginTimeout", Integer.toString(seconds));
  }

  @Override
  public int getLoginTimeout() {
    return Integer.parseInt(properties.getProperty("loginTimeout", "0"));
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException("System.Logger is used here");
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    if (type.isInstance(this)) {
      return type.cast(this);
    }
    throw new SQLException("not a " + type.getName());
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return type.isInstance(this);
  }
}
