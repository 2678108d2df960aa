package dev.slipway.postmaster;

import java.io.IOException;
import java.time.Duration;

/** Waits for a condition of the machine that nothing announces. */
final class Waiting {
  private static final long PAUSE_MILLIS = 5;

  private Waiting() {}

  interface Condition {
    boolean holds() throws IOException;
  }

  /** Whether the condition came to hold within the limit. */
  static boolean until(Duration limit, Condition condition) throws IOException {
    var end = System.nanoTime() + limit.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > end) {
        return false;
      }
      try {
        Thread.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return condition.holds();
      }
    }
    return true;
  }
}
