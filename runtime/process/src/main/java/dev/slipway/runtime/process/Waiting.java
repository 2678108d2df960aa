package dev.slipway.runtime.process;

import java.io.IOException;
import java.time.Duration;

/** Waits for a condition of the machine that nothing announces. */
final class Waiting {
  private static final Duration PAUSE = Duration.ofMillis(2);

  private Waiting() {}

  interface Condition {
    boolean holds() throws IOException;
  }

  /** Whether the condition came to hold within the limit. */
  static boolean until(Duration limit, Condition condition) throws IOException {
    var end = System.nanoTime() + limit.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > end || Thread.currentThread().isInterrupted()) {
        return condition.holds();
      }
      pause();
    }
    return true;
  }

  static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
