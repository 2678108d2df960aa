package dev.slipway.migration.plan;

import java.time.Duration;

/**
 * From when on a wait is worth a word.
 *
 * @param readsCaution blocking reads for this long or longer is told
 * @param rows a single transaction that writes as many rows is told
 */
public record Thresholds(
    Duration readsCaution,
    Duration readsDanger,
    Duration writesCaution,
    Duration writesDanger,
    long rows) {

  /** People notice a page that stands still for a second, and a write before they leave. */
  public static Thresholds standard() {
    return new Thresholds(
        Duration.ofMillis(250),
        Duration.ofSeconds(5),
        Duration.ofSeconds(1),
        Duration.ofSeconds(30),
        100_000);
  }
}
