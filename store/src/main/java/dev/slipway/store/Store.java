package dev.slipway.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The open store: a pool of connections to it, with every room's tables up to date. */
public final class Store implements AutoCloseable {
  private static final int DEFAULT_CONNECTIONS = 16;
  private static final Duration CONNECTION_LIMIT = Duration.ofSeconds(10);

  private final HikariDataSource pool;
  private final Jdbi jdbi;

  private Store(HikariDataSource pool) {
    this.pool = pool;
    this.jdbi = Jdbi.create(pool);
  }

  /** Connects and brings the tables of the given rooms up to date. */
  public static Store open(StoreAddress address, List<StoreSchema> schemas) {
    return open(address, schemas, DEFAULT_CONNECTIONS);
  }

  public static Store open(StoreAddress address, List<StoreSchema> schemas, int connections) {
    return open(() -> address, schemas, connections);
  }

  /** The same for a store that may move: each new connection goes to where it is then. */
  public static Store open(Supplier<StoreAddress> address, List<StoreSchema> schemas) {
    return open(address, schemas, DEFAULT_CONNECTIONS);
  }

  private static Store open(
      Supplier<StoreAddress> address, List<StoreSchema> schemas, int connections) {
    var properties = new Properties();
    properties.setProperty("ApplicationName", "slipway");
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("reWriteBatchedInserts", "true");
    var config = new HikariConfig();
    config.setPoolName("store");
    config.setDataSource(new MovableDataSource(address, properties));
    config.setMaximumPoolSize(connections);
    config.setMinimumIdle(Math.min(2, connections));
    config.setConnectionTimeout(CONNECTION_LIMIT.toMillis());
    // The store may still be recovering: the first connection is awaited, not demanded.
    config.setInitializationFailTimeout(CONNECTION_LIMIT.toMillis());
    var pool = new HikariDataSource(config);
    try {
      new StoreMigrations(pool).bringUpToDate(schemas);
    } catch (RuntimeException e) {
      pool.close();
      throw e;
    }
    return new Store(pool);
  }

  /** Work on one connection, of which nothing is kept unless all of it is. */
  public <T extends @org.jspecify.annotations.Nullable Object> T transact(Work<T> work) {
    return jdbi.inTransaction(work::with);
  }

  /** Reads that need no transaction of their own. */
  public <T extends @org.jspecify.annotations.Nullable Object> T read(Work<T> work) {
    return jdbi.withHandle(work::with);
  }

  /** What is done with a connection. */
  @FunctionalInterface
  public interface Work<T extends @org.jspecify.annotations.Nullable Object> {
    T with(Handle handle);
  }

  public Jdbi jdbi() {
    return jdbi;
  }

  public DataSource dataSource() {
    return pool;
  }

  @Override
  public void close() {
    pool.close();
  }
}
