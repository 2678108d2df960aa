package dev.slipway.migration.run;

import java.time.Duration;

/**
 * How long a statement may stand in the queue for a lock, with all traffic behind it, and how often
 * it comes back.
 *
 * @param queue lock_timeout of one try
 * @param giveUp after which the migration fails
 */
public record LockPatience(
    Duration queue, Duration firstPause, Duration longestPause, Duration giveUp) {

  /** Half a second of waiting behind us is felt; more is noticed. */
  public static LockPatience standard() {
    return new LockPatience(
        Duration.ofMillis(500),
        Duration.ofMillis(200),
        Duration.ofSeconds(10),
        Duration.ofMinutes(10));
  }

  Duration pause(int tries) {
    var doubled = firstPause.multipliedBy(1L << Math.min(tries, 12));
    return doubled.compareTo(longestPause) < 0 ? doubled : longestPause;
  }
}
