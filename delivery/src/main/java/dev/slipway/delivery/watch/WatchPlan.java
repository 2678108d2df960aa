package dev.slipway.delivery.watch;

import dev.slipway.checks.soak.SoakLimits;
import dev.slipway.manifest.model.Service;
import dev.slipway.manifest.model.Strategy;
import dev.slipway.manifest.resolved.ResolvedEnvironment;
import java.time.Duration;

/**
 * How long a release is watched, how often it is looked at, and what it may not go beyond.
 *
 * @param look between two looks
 */
public record WatchPlan(Duration length, Duration look, SoakLimits limits) {
  private static final Duration PRODUCTION = Duration.ofMinutes(2);
  private static final Duration ELSEWHERE = Duration.ofSeconds(2);

  /** Longer ones wait without holding a thread, and survive whoever waits. */
  private static final Duration SHORT = Duration.ofSeconds(10);

  private static final double HUNDRED = 100;

  /** The watch after the switch. */
  public static WatchPlan soak(ResolvedEnvironment environment) {
    var strategy = strategy(environment);
    var usual = environment.isProduction() ? PRODUCTION : ELSEWHERE;
    return of(strategy.soak().orElse(usual), strategy);
  }

  /** The watch of one share of a canary. */
  public static WatchPlan canary(ResolvedEnvironment environment) {
    var strategy = strategy(environment);
    return of(strategy.watch(), strategy);
  }

  /** The same for a shorter time. */
  public WatchPlan atMost(Duration longest) {
    return length.compareTo(longest) <= 0
        ? this
        : new WatchPlan(
            longest,
            lookEach(longest),
            new SoakLimits(
                limits.errorRate(),
                limits.latency(),
                limits.percentile(),
                shorter(limits.sustained(), longest.dividedBy(2)),
                limits.leastRequests()));
  }

  private static WatchPlan of(Duration length, Strategy strategy) {
    var usual = SoakLimits.DEFAULT;
    var limits =
        new SoakLimits(
            strategy.maxErrors() / HUNDRED,
            strategy.maxLatency().orElse(usual.latency()),
            usual.percentile(),
            shorter(usual.sustained(), length.dividedBy(2)),
            usual.leastRequests());
    return new WatchPlan(length, lookEach(length), limits);
  }

  private static Duration lookEach(Duration length) {
    if (length.compareTo(SHORT) <= 0) {
      return Duration.ofMillis(500);
    }
    return length.compareTo(Duration.ofHours(1)) <= 0
        ? Duration.ofSeconds(5)
        : Duration.ofSeconds(15);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  public boolean isShort() {
    return length.compareTo(SHORT) <= 0;
  }

  /** So many requests a second are enough to judge by in the time that counts. */
  double syntheticRate() {
    var seconds = Math.max(1, limits.sustained().toMillis() / 1000.0);
    return Math.clamp(2 * limits.leastRequests() / seconds, 1, 50);
  }

  /** The strategy of what people reach: the first service is asked where none is named. */
  public static Strategy strategy(ResolvedEnvironment environment) {
    return environment
        .mainService()
        .map(environment.services()::get)
        .or(() -> environment.services().values().stream().findFirst())
        .map(Service::strategy)
        .orElseThrow();
  }
}
