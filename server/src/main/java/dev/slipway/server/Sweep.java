package dev.slipway.server;

import dev.slipway.access.Access;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Clears away, each hour, what nobody will ask for any more. */
final class Sweep implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Sweep.class.getName());

  private final ScheduledExecutorService hourly =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("sweep").factory());

  private Sweep() {}

  static Sweep of(Access access) {
    // The owner's account is there before the first token is made for it.
    access.accounts().localOwner();
    var sweep = new Sweep();
    var _ = sweep.hourly.scheduleWithFixedDelay(() -> sweep(access), 0, 1, TimeUnit.HOURS);
    return sweep;
  }

  private static void sweep(Access access) {
    try {
      access.sweep();
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "old sessions could not be cleared away", e);
    }
  }

  @Override
  public void close() {
    hourly.shutdownNow();
  }
}
