package dev.slipway.migration.plan;

import java.time.Duration;

/**
 * What a statement may use in production before it is stopped and rolled back.
 *
 * @param queue how long traffic may stand behind a statement that waits for its lock
 * @param factor so many times its rehearsed time
 * @param floor but never less than this
 * @param rowFactor so many times its rehearsed rows
 */
public record Budget(Duration queue, double factor, Duration floor, double rowFactor) {
  private static final long FREE_ROWS = 1_000;

  public static Budget standard() {
    return new Budget(Duration.ofMillis(500), 3, Duration.ofSeconds(5), 2);
  }

  public Duration timeFor(Duration predicted) {
    var scaled = Duration.ofNanos((long) (predicted.toNanos() * factor));
    return scaled.compareTo(floor) > 0 ? scaled : floor;
  }

  public long rowsFor(long predicted) {
    return Math.max(FREE_ROWS, (long) (predicted * rowFactor));
  }

  String text() {
    return queue + " " + factor + " " + floor + " " + rowFactor;
  }
}
