package dev.slipway.migration.plan;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/**
 * What the copy was, and with it how far its times can be believed.
 *
 * @param text for people: "on a branch of this morning's backup, 48 GB"
 * @param scale of tables whose rows aren't all in the copy: rows in production for one in the copy
 * @param notThere tables of production whose rows are not in the copy at all
 */
public record Basis(String text, Map<String, Double> scale, java.util.Set<String> notThere) {
  public Basis {
    scale = Map.copyOf(scale);
    notThere = java.util.Set.copyOf(notThere);
  }

  /** A copy with all the rows. */
  public static Basis whole(String text) {
    return new Basis(text, Map.of(), java.util.Set.of());
  }

  public boolean isEstimate() {
    return !scale.isEmpty() || !notThere.isEmpty();
  }

  double factor(String table) {
    return Math.max(1.0, Objects.requireNonNullElse(scale.get(table), 1.0));
  }

  static Duration times(Duration duration, double factor) {
    return factor == 1 ? duration : Duration.ofNanos((long) (duration.toNanos() * factor));
  }
}
