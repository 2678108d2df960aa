package dev.slipway.postgres.s3;

import dev.slipway.kit.ByteSize;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long storage may take, and how often it is asked again.
 *
 * @param answer for a request without content
 * @param slowest what a second has to carry at least; slower counts as stalled
 * @param attempts in all, the first included
 * @param firstPause doubled after each failure, up to the longest
 */
public record Patience(
    Duration answer, ByteSize slowest, int attempts, Duration firstPause, Duration longestPause) {
  public static final Patience USUAL =
      new Patience(
          Duration.ofSeconds(30),
          new ByteSize(128 << 10),
          7,
          Duration.ofMillis(200),
          Duration.ofSeconds(20));

  Duration limit(long bytes) {
    return answer.plusMillis(bytes * 1000 / slowest.bytes());
  }

  /** After that many failures; never quite the same, so that threads don't come back together. */
  Duration pauseAfter(int failures) {
    var doubled = firstPause.multipliedBy(1L << Math.min(failures - 1, 20));
    var most = doubled.compareTo(longestPause) > 0 ? longestPause : doubled;
    return most.multipliedBy(50 + ThreadLocalRandom.current().nextInt(51)).dividedBy(100);
  }
}
