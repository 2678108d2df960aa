package dev.slipway.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.kit.Ids;
import java.net.URI;
import java.util.function.Supplier;

/** What is done to stores in tests. */
final class StoreTrials {
  private static final long PATIENCE_NANOS = 90_000_000_000L;

  private StoreTrials() {}

  /** A thing whose name is new, and long enough to fill a disk. */
  static void add(Store store) {
    var name = Ids.secret(2_000);
    store.transact(handle -> handle.execute("INSERT INTO things.thing (name) VALUES (?)", name));
  }

  /** The same as soon as the store takes it; no try fails after it was kept. */
  static void awaitAdd(Store store) throws InterruptedException {
    soon(
        () -> {
          add(store);
          return true;
        });
  }

  /** How many things there are, as soon as the store answers. */
  static long awaitCount(Store store) throws InterruptedException {
    return soon(
        () ->
            store.read(
                handle ->
                    handle
                        .createQuery("SELECT count(*) FROM things.thing")
                        .mapTo(Long.class)
                        .one()));
  }

  private static <T> T soon(Supplier<T> work) throws InterruptedException {
    var end = System.nanoTime() + PATIENCE_NANOS;
    while (true) {
      try {
        return work.get();
      } catch (RuntimeException away) {
        assertThat(System.nanoTime()).as("still away: %s", away).isLessThan(end);
        Thread.sleep(20);
      }
    }
  }

  /**
   * As the kernel does when memory is out. Children of the last server that was killed may answer
   * for a moment before the next one runs.
   */
  static void kill(EmbeddedStore embedded) throws Exception {
    var end = System.nanoTime() + PATIENCE_NANOS;
    var server = embedded.running();
    while (server.isEmpty()) {
      assertThat(System.nanoTime()).as("no server runs").isLessThan(end);
      Thread.sleep(20);
      server = embedded.running();
    }
    var pid = Long.toString(server.get().pid());
    new ProcessBuilder("kill", "-KILL", pid).start().waitFor();
  }

  static int port(StoreAddress address) {
    return URI.create(address.jdbcUrl().substring("jdbc:".length())).getPort();
  }
}
