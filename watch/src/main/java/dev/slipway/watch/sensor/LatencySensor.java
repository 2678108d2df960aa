package dev.slipway.watch.sensor;

import dev.slipway.delivery.watch.WatchPlan;
import dev.slipway.kit.Durations;
import dev.slipway.watch.Watched;
import dev.slipway.watch.alert.Finding;
import dev.slipway.watch.alert.Held;
import dev.slipway.watch.alert.Rule;
import dev.slipway.watch.alert.Sensor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Answers that take longer than slipway.yaml allows, where it says so. */
public record LatencySensor(EdgeFigures figures) implements Sensor {
  private static final long LEAST = 20;

  @Override
  public Rule rule() {
    return Rule.LATENCY;
  }

  @Override
  public List<Finding> look(Watched watched) {
    var limit = limit(watched);
    if (limit.isEmpty()) {
      return List.of();
    }
    var slowest =
        figures.of(watched).stream()
            .filter(traffic -> traffic.window().requests() >= LEAST)
            .mapToDouble(traffic -> traffic.latency().p95())
            .max();
    if (slowest.isEmpty() || slowest.getAsDouble() <= limit.get().toMillis()) {
      return List.of();
    }
    var value =
        "p95 is %.0f ms, more than %s"
            .formatted(slowest.getAsDouble(), Durations.human(limit.get()));
    return List.of(new Finding.Wrong(Rule.LATENCY, "", value));
  }

  /** What the rule says, and else what a new release is held to. */
  private static Optional<Duration> limit(Watched watched) {
    return Held.of(watched.environment(), Rule.LATENCY)
        .time()
        .or(
            () ->
                watched.environment().services().isEmpty()
                    ? Optional.empty()
                    : WatchPlan.strategy(watched.environment()).maxLatency());
  }
}
