package dev.slipway.checks.load;

import dev.slipway.checks.http.Request;
import java.time.Duration;
import java.util.List;

/**
 * What is sent, how often and for how long.
 *
 * @param requests sent in turn
 * @param perSecond requests that begin each second, whether earlier ones have ended or not
 * @param warmUp sent before, and not counted
 */
public record LoadPlan(
    List<Request> requests, double perSecond, Duration duration, Duration warmUp, Duration limit) {
  private static final double MOST_PER_SECOND = 1_000_000;

  public LoadPlan {
    requests = List.copyOf(requests);
    if (requests.isEmpty() || !(perSecond > 0) || perSecond > MOST_PER_SECOND) {
      throw new IllegalArgumentException(
          "a load is at least one request at a rate above 0, not "
              + requests.size()
              + " at "
              + perSecond);
    }
  }

  public static LoadPlan of(Request request, double perSecond, Duration duration) {
    return new LoadPlan(
        List.of(request), perSecond, duration, Duration.ofSeconds(1), Duration.ofSeconds(10));
  }

  long count(Duration part) {
    return Math.round(part.toNanos() / 1e9 * perSecond);
  }

  /** When the nth request begins, in nanoseconds after the first. */
  long intended(long nth) {
    return Math.round(nth * 1e9 / perSecond);
  }
}
