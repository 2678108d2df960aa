package dev.slipway.delivery.instances;

import dev.slipway.manifest.model.Service;
import dev.slipway.manifest.resolved.ResolvedEnvironment;
import java.time.Duration;
import java.util.Comparator;
import java.util.function.Function;

/**
 * How long an environment's instances are given to come to an end.
 *
 * @param drain for requests in flight
 * @param stop between asking the process to end and ending it
 */
public record Patience(Duration drain, Duration stop) {
  /** The longest that any of its services asks for. */
  public static Patience of(ResolvedEnvironment environment) {
    return new Patience(
        longest(environment, service -> service.strategy().drain()),
        longest(environment, service -> service.strategy().stop()));
  }

  /** How long a release that serves no more stands for an instant way back. */
  public static Duration keep(ResolvedEnvironment environment) {
    return longest(environment, service -> service.strategy().keep());
  }

  private static Duration longest(
      ResolvedEnvironment environment, Function<Service, Duration> part) {
    return environment.services().values().stream()
        .filter(ReleaseInstances::runs)
        .map(part)
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }
}
