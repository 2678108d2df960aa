package dev.slipway.checks.load;

import java.time.Duration;
import java.util.Optional;

/**
 * What a load must be borne with.
 *
 * @param mostErrors share of requests that may fail: 0.01 is one in a hundred
 */
public record LoadCriteria(double mostErrors, Optional<Duration> p95, Optional<Duration> p99) {
  public static LoadCriteria errorsUnder(double share) {
    return new LoadCriteria(share, Optional.empty(), Optional.empty());
  }

  public LoadCriteria p95(Duration limit) {
    return new LoadCriteria(mostErrors, Optional.of(limit), p99);
  }

  public LoadCriteria p99(Duration limit) {
    return new LoadCriteria(mostErrors, p95, Optional.of(limit));
  }
}
