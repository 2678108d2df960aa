package dev.slipway.runtime.contract;

import java.time.Duration;

/** How long an instance is meant to live. */
public sealed interface Lifetime {

  /**
   * Until it is stopped: started again whenever it ends.
   *
   * @param firstPause before the first new start; each further one doubles it
   * @param longestPause where the doubling ends
   * @param stableAfter a run of this length counts as healthy and starts the count again
   * @param loopAfter so many ends in a row, none of them stable, are a crash loop
   */
  record Service(Duration firstPause, Duration longestPause, Duration stableAfter, int loopAfter)
      implements Lifetime {
    public static final Service USUAL =
        new Service(Duration.ofMillis(100), Duration.ofSeconds(30), Duration.ofMinutes(1), 5);
  }

  /** Once, and never longer than the limit; how it ended is kept until the instance is removed. */
  record OneOff(Duration limit) implements Lifetime {}
}
