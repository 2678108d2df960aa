package dev.slipway.web.view;

import java.util.List;

/**
 * Figures over time, evenly spaced, oldest first; {@link Double#NaN} where nothing was measured.
 *
 * @param name what they are, such as "p95"
 * @param newest the newest one as a person reads it, such as "6 ms"
 * @param deployments where in the time they happened: 0 is the beginning, 1 the end
 */
public record Series(String name, String newest, List<Double> values, List<Double> deployments) {
  public static final Series NOTHING = new Series("", "", List.of(), List.of());

  public Series {
    values = List.copyOf(values);
    deployments = List.copyOf(deployments);
  }

  public boolean isMeasured() {
    return values.stream().anyMatch(value -> !value.isNaN());
  }
}
