package dev.slipway.access.session;

import java.time.Duration;

/**
 * How long a session lives.
 *
 * @param idle without any request
 * @param absolute at most, whatever happens
 * @param rotation after which its secret is exchanged
 * @param grace for which the secret before still works, for requests that were under way
 */
public record SessionLimits(Duration idle, Duration absolute, Duration rotation, Duration grace) {
  public static final SessionLimits DEFAULT =
      new SessionLimits(
          Duration.ofHours(12), Duration.ofDays(7), Duration.ofHours(1), Duration.ofSeconds(30));
}
