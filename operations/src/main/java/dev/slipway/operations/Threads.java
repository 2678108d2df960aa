package dev.slipway.operations;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Ends threads that look at a flag between their naps. */
final class Threads {
  private static final Duration LIMIT = Duration.ofSeconds(2);

  private Threads() {}

  /** Waits until they have ended, each for a moment at most. */
  static void join(List<Thread> threads) {
    try {
      for (var thread : threads) {
        LockSupport.unpark(thread);
        thread.join(LIMIT);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
