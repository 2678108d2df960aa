package dev.slipway.protocol.edge;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the edge itself asks instances whether they are well. A new instance counts as well until it
 * says otherwise: the control plane has asked it before.
 *
 * @param host value of the Host header; null: the instance's address
 * @param healthyAfter answers of 2xx or 3xx in a row that bring an instance back
 * @param unhealthyAfter failures in a row that take it out
 */
public record HealthCheck(
    String path,
    @Nullable String host,
    Duration interval,
    Duration timeout,
    int healthyAfter,
    int unhealthyAfter) {

  public HealthCheck {
    interval = Given.or(interval, Duration.ofSeconds(2));
    timeout = Given.or(timeout, Duration.ofSeconds(2));
    healthyAfter = healthyAfter == 0 ? 2 : healthyAfter;
    unhealthyAfter = unhealthyAfter == 0 ? 3 : unhealthyAfter;
  }

  public static HealthCheck at(String path) {
    return new HealthCheck(path, null, Duration.ofSeconds(2), Duration.ofSeconds(2), 2, 3);
  }
}
