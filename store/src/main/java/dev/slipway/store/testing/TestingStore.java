package dev.slipway.store.testing;

import dev.slipway.postmaster.testing.TestDatabase;
import dev.slipway.postmaster.testing.TestingPostgres;
import dev.slipway.store.Store;
import dev.slipway.store.StoreAddress;
import dev.slipway.store.StoreSchema;
import java.sql.SQLException;
import java.util.List;

/** A fresh database with the tables of the given rooms; gone when closed. */
public final class TestingStore implements AutoCloseable {
  private static final int CONNECTIONS = 4;

  private final TestDatabase database;
  private final Store store;

  private TestingStore(TestDatabase database, Store store) {
    this.database = database;
    this.store = store;
  }

  public static TestingStore fresh(StoreSchema... schemas) {
    var database = TestingPostgres.freshDatabase();
    return new TestingStore(
        database, Store.open(addressOf(database), List.of(schemas), CONNECTIONS));
  }

  public static StoreAddress addressOf(TestDatabase database) {
    return new StoreAddress(database.jdbcUrl(), database.user(), database.password());
  }

  public Store store() {
    return store;
  }

  /** For a second store on the same database, as another control plane would open it. */
  public StoreAddress address() {
    return addressOf(database);
  }

  @Override
  public void close() throws SQLException {
    store.close();
    database.close();
  }
}
