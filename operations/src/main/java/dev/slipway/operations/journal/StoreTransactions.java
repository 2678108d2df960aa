package dev.slipway.operations.journal;

import dev.slipway.store.Store;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Transactions on the store that give up when it does not answer: a network that swallows
 * everything must not hold a thread until the kernel loses patience, a quarter of an hour later.
 */
public final class StoreTransactions implements Transactions {
  private final Store store;
  private final Duration patience;

  public StoreTransactions(Store store, Duration patience) {
    this.store = store;
    this.patience = patience;
  }

  @Override
  public <T extends @Nullable Object> T transact(Store.Work<T> work) {
    return store.transact(
        handle -> {
          try {
            // The pool puts it back when the connection returns.
            handle.getConnection().setNetworkTimeout(Runnable::run, (int) patience.toMillis());
          } catch (SQLException e) {
            throw new org.jdbi.v3.core.ConnectionException(e);
          }
          return work.with(handle);
        });
  }
}
