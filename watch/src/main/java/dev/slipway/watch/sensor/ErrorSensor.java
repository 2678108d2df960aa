package dev.slipway.watch.sensor;

import dev.slipway.protocol.edge.Figures;
import dev.slipway.watch.Watched;
import dev.slipway.watch.alert.Finding;
import dev.slipway.watch.alert.Held;
import dev.slipway.watch.alert.Rule;
import dev.slipway.watch.alert.Sensor;
import java.util.List;

/** Requests that fail. */
public record ErrorSensor(EdgeFigures figures) implements Sensor {
  /** Of fewer requests no rate can be told. */
  private static final long LEAST = 20;

  @Override
  public Rule rule() {
    return Rule.ERRORS;
  }

  @Override
  public List<Finding> look(Watched watched) {
    var requests = 0L;
    var failed = 0L;
    for (var traffic : figures.of(watched)) {
      Figures.Count window = traffic.window();
      requests += window.requests();
      failed +=
          Math.min(window.requests(), window.statuses().getOrDefault("5xx", 0L) + window.failed());
    }
    var most = Held.of(watched.environment(), Rule.ERRORS).share();
    if (requests < LEAST || failed <= most * requests) {
      return List.of();
    }
    var value = "%.1f %% of %d requests failed".formatted(100.0 * failed / requests, requests);
    return List.of(new Finding.Wrong(Rule.ERRORS, "", value));
  }
}
