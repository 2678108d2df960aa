package dev.slipway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Callable;

/** Waits for a condition, with a deadline. */
final class Eventually {
  private static final long PATIENCE = 15_000_000_000L;

  private Eventually() {}

  static void isTrue(String what, Callable<Boolean> condition) throws Exception {
    var end = System.nanoTime() + PATIENCE;
    while (!condition.call()) {
      assertThat(System.nanoTime() - end).describedAs(what + " within 15 s").isNegative();
      Thread.sleep(10);
    }
  }

  /** For a second. */
  static void stays(String what, Callable<Boolean> condition) throws Exception {
    var end = System.nanoTime() + 1_000_000_000L;
    while (System.nanoTime() - end < 0) {
      assertThat(condition.call()).describedAs(what).isTrue();
      Thread.sleep(10);
    }
  }
}
