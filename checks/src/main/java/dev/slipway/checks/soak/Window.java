package dev.slipway.checks.soak;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * What the edge counted of a release in a stretch of time.
 *
 * @param latency the percentile that the limits are about; means nothing without requests
 * @param failing what failed and how often, as in {@code POST /api/invoices: 500} and 214
 */
public record Window(
    Instant from, Duration length, Requests requests, Duration latency, Map<String, Long> failing) {
  public Window {
    failing = failing == null ? Map.of() : Map.copyOf(failing);
  }

  /** How many, and how many of them failed: server errors and those that got no answer. */
  public record Requests(long count, long failed) {
    public Requests {
      if (count < 0 || failed < 0 || failed > count) {
        throw new IllegalArgumentException(failed + " of " + count + " can't have failed");
      }
    }

    public double errorRate() {
      return count == 0 ? 0 : (double) failed / count;
    }

    Requests plus(Requests more) {
      return new Requests(count + more.count, failed + more.failed);
    }
  }

  Instant until() {
    return from.plus(length);
  }
}
