package dev.slipway.migration.apply;

import dev.slipway.kit.Problem;
import dev.slipway.migration.source.Migration;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How an application ended.
 *
 * @param in migrations that are in now and were not before
 * @param statements those of this run that are in, also of a migration that isn't whole
 * @param open migrations that are still to be applied
 */
public record Outcome(
    List<Migration> in,
    List<AppliedStatement> statements,
    List<Migration> open,
    Optional<Problem> failure,
    Duration took) {
  public boolean succeeded() {
    return failure.isEmpty();
  }
}
