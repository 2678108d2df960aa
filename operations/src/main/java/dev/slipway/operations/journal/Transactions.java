package dev.slipway.operations.journal;

import dev.slipway.store.Store;
import org.jspecify.annotations.Nullable;

/**
 * The one way in which anything is recorded: so a test can make the machine die before or after
 * every single record.
 */
@FunctionalInterface
public interface Transactions {
  <T extends @Nullable Object> T transact(Store.Work<T> work);
}
