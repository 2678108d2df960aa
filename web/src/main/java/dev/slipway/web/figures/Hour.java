package dev.slipway.web.figures;

import dev.slipway.kit.Durations;
import dev.slipway.web.view.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An environment's last hour, a value for each minute, oldest first; NaN where nothing was measured
 * or, for errors and latency, nobody asked.
 */
public record Hour(
    Instant end, List<Double> requests, List<Double> errors, List<Double> p95, Newest newest) {
  public static final int MINUTES = 60;

  /** The last minute that was measured; NaN for none. */
  public record Newest(double requests, double errors, double p95) {
    static final Newest NONE = new Newest(Double.NaN, Double.NaN, Double.NaN);
  }

  public static Hour unmeasured(Instant end) {
    var nothing = java.util.Collections.nCopies(MINUTES, Double.NaN);
    return new Hour(end, nothing, nothing, nothing, Newest.NONE);
  }

  public boolean isMeasured() {
    return !Double.isNaN(newest.requests());
  }

  /** As a cell says it: errors and latency of the last minute. */
  public String sentence() {
    if (!isMeasured()) {
      return "not measured";
    }
    if (newest.requests() == 0 || Double.isNaN(newest.p95())) {
      return "no requests";
    }
    return percent(newest.errors()) + " errors · p95 " + millis(newest.p95());
  }

  public List<Series> charts(List<Instant> deployments) {
    var ticks = ticks(deployments);
    return List.of(
        new Series("Requests per minute", count(newest.requests()), requests, ticks),
        new Series("Errors", percent(newest.errors()), errors, ticks),
        new Series("p95", millis(newest.p95()), p95, ticks));
  }

  public Series line(List<Instant> deployments) {
    return new Series("errors", percent(newest.errors()), errors, ticks(deployments));
  }

  private List<Double> ticks(List<Instant> deployments) {
    var hour = Duration.ofMinutes(MINUTES).toMillis();
    var begin = end.minusMillis(hour);
    var ticks = new ArrayList<Double>();
    for (var at : deployments) {
      if (at.isAfter(begin) && !at.isAfter(end)) {
        ticks.add((double) Duration.between(begin, at).toMillis() / hour);
      }
    }
    return ticks;
  }

  private static String count(double value) {
    return Double.isNaN(value) ? "not measured" : String.format(Locale.ROOT, "%,.0f", value);
  }

  private static String percent(double share) {
    if (Double.isNaN(share)) {
      return "no requests";
    }
    var percent = share * 100;
    return percent == 0
        ? "0 %"
        : String.format(Locale.ROOT, percent < 1 ? "%.2f %%" : "%.1f %%", percent);
  }

  private static String millis(double millis) {
    if (Double.isNaN(millis)) {
      return "no requests";
    }
    return Durations.human(Duration.ofNanos((long) (millis * 1e6)));
  }
}
