package dev.slipway.operations;

import dev.slipway.kit.Problem;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * How often a step that failed is tried, and with what pauses: each twice the one before, up to a
 * longest.
 *
 * @param attempts in all, the first included
 */
public record Retry(int attempts, Duration firstPause, Duration longestPause) {
  /** Trying again changes nothing about these. */
  private static final Set<Problem.Kind> FINAL =
      EnumSet.of(
          Problem.Kind.BAD_INPUT,
          Problem.Kind.UNAUTHENTICATED,
          Problem.Kind.REFUSED,
          Problem.Kind.NOT_FOUND);

  public static Retry never() {
    return new Retry(1, Duration.ZERO, Duration.ZERO);
  }

  public static Retry times(int attempts) {
    return new Retry(attempts, Duration.ofSeconds(1), Duration.ofSeconds(30));
  }

  public Retry pausing(Duration first) {
    return new Retry(attempts, first, longestPause.compareTo(first) < 0 ? first : longestPause);
  }

  public Retry pausingAtMost(Duration longest) {
    return new Retry(attempts, firstPause, longest);
  }

  boolean again(int attempt, Problem problem) {
    return attempt < attempts && !FINAL.contains(problem.kind());
  }

  /** The pause after the given attempt, which counts from 1. */
  Duration pauseAfter(int attempt) {
    var doubled = firstPause.multipliedBy(1L << Math.min(attempt - 1, 30));
    return doubled.compareTo(longestPause) > 0 ? longestPause : doubled;
  }
}
