package dev.slipway.postgres.testing;

import dev.slipway.postgres.repository.ObjectStore;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A store whose user dies after some changes: nothing he does afterwards has an effect. */
public final class DyingStore implements ObjectStore {
  /** Instead of the process's end. */
  public static final class Died extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private final ObjectStore store;
  private final AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);

  public DyingStore(ObjectStore store) {
    this.store = store;
  }

  public void dieAfter(int changes) {
    left.set(changes);
  }

  /** The next process; the lock of the dead one is gone with it. */
  public void revive() throws IOException {
    left.set(Integer.MAX_VALUE);
    store.delete("lock");
  }

  private void change() {
    if (left.getAndUpdate(count -> count == Integer.MAX_VALUE ? count : Math.max(-1, count - 1))
        <= 0) {
      throw new Died();
    }
  }

  @Override
  public void put(String name, byte[] content, int length) throws IOException {
    change();
    store.put(name, content, length);
  }

  @Override
  public boolean putIfAbsent(String name, byte[] content) throws IOException {
    change();
    return store.putIfAbsent(name, content);
  }

  @Override
  public Optional<byte[]> get(String name) throws IOException {
    return store.get(name);
  }

  @Override
  public byte[] range(String name, long from, int length) throws IOException {
    return store.range(name, from, length);
  }

  @Override
  public List<Entry> list(String prefix) throws IOException {
    return store.list(prefix);
  }

  @Override
  public void delete(String name) throws IOException {
    change();
    store.delete(name);
  }

  @Override
  public String toString() {
    return store.toString();
  }
}
