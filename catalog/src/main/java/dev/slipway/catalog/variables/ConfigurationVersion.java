package dev.slipway.catalog.variables;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** One entry of an environment's history: who changed what, when and why. */
public record ConfigurationVersion(
    int version, Instant at, Author author, List<Difference> differences) {

  /** {@code STRIPE_KEY changed}, {@code STRIPE_KEY changed, S3_BUCKET added and 3 more}. */
  public String title() {
    var shown =
        differences.stream().limit(2).map(Difference::title).collect(Collectors.joining(", "));
    return differences.size() <= 2 ? shown : shown + " and " + (differences.size() - 2) + " more";
  }
}
