package dev.slipway.catalog;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Which deployment of an environment applied which migrations to its databases. */
public record MigrationRuns(List<Run> runs) {
  public MigrationRuns {
    runs = List.copyOf(runs);
  }

  /** One migration that a deployment's record says it applied. */
  public record Run(int deployment, Instant askedAt, String migration) {}

  /**
   * The number of the deployment that applied it: of those that say so the last that was asked for
   * before it was in. Two databases may each have a migration of the same number.
   *
   * @param at when it was in; empty when its tool keeps no time
   */
  public Optional<Integer> whichApplied(String migration, Optional<Instant> at) {
    return runs.stream()
        .filter(run -> run.migration().equals(migration))
        .filter(run -> at.isEmpty() || !run.askedAt().isAfter(at.get()))
        .max(Comparator.comparingInt(Run::deployment))
        .map(Run::deployment);
  }
}
