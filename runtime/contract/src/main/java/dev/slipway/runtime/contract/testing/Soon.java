package dev.slipway.runtime.contract.testing;

import java.time.Duration;
import java.util.function.Supplier;

/** Waits for what must come to hold, with a deadline. */
public final class Soon {
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  private Soon() {}

  /** What is looked for may throw until it holds. */
  public interface Check {
    boolean holds() throws Exception;
  }

  public static void that(Supplier<String> what, Check check) throws InterruptedException {
    var end = System.nanoTime() + DEADLINE.toNanos();
    while (!holds(check)) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within " + DEADLINE.toSeconds() + " s: " + what.get());
      }
      Thread.sleep(Duration.ofMillis(5));
    }
  }

  private static boolean holds(Check check) {
    try {
      return check.holds();
    } catch (Exception notYet) {
      return false;
    }
  }
}
