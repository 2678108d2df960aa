package dev.slipway.checks.soak;

import java.time.Duration;

/**
 * What a release may not go beyond while it is watched.
 *
 * @param errorRate share of requests that may fail
 * @param latency the longest that the watched percentile may be
 * @param percentile which one the figures are of, such as 95
 * @param sustained how long it must be beyond before it counts
 * @param leastRequests fewer say nothing: synthetic ones are needed
 */
public record SoakLimits(
    double errorRate, Duration latency, int percentile, Duration sustained, long leastRequests) {
  public static final SoakLimits DEFAULT =
      new SoakLimits(0.01, Duration.ofSeconds(2), 95, Duration.ofSeconds(30), 20);
}
