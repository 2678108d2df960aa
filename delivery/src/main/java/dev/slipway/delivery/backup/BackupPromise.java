package dev.slipway.delivery.backup;

import dev.slipway.delivery.database.EnvironmentDatabases;
import dev.slipway.kit.Durations;
import dev.slipway.manifest.model.Backup;
import dev.slipway.manifest.model.Rhythm;
import dev.slipway.manifest.resolved.ResolvedEnvironment;
import dev.slipway.postgres.cluster.RunningCluster;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Whether a database has the backups and the proofs that slipway.yaml promises, in their time. */
public record BackupPromise(
    EnvironmentDatabases databases, DatabaseBackups backups, InstantSource clock) {
  /** What is due is taken within this time when all is well: the schedule looks each moment. */
  private static final Duration SPARE = Duration.ofHours(2);

  /**
   * How the promise is broken; empty while it is kept, or the database doesn't run. That production
   * promises none at all is as bad.
   *
   * @param since a first backup is owed since then: what serves has been there for as long
   */
  public Optional<String> broken(ResolvedEnvironment environment, String database, Instant since) {
    var declared = environment.databases().get(database);
    if (declared == null || declared.external()) {
      return Optional.empty();
    }
    return databases
        .running(environment, database)
        .flatMap(
            cluster ->
                declared.backup().every() instanceof Rhythm.Never
                    ? never(environment, cluster)
                    : broken(declared.backup(), cluster, since));
  }

  private static Optional<String> never(ResolvedEnvironment environment, RunningCluster cluster) {
    return environment.isProduction() && !Contents.of(cluster).nothingToLose()
        ? Optional.of("no backup is ever taken: slipway.yaml says backup: never")
        : Optional.empty();
  }

  Optional<String> broken(Backup policy, RunningCluster cluster, Instant since) {
    var late = clock.instant().minus(SPARE);
    var all = backups.repository(cluster.name()).backups();
    if (all.isEmpty()) {
      return since.isBefore(late) && !Contents.of(cluster).nothingToLose()
          ? Optional.of("it was never backed up, and has served for " + age(since))
          : Optional.empty();
    }
    var newest = all.getLast();
    var taken = newest.span().stoppedAt();
    if (Rhythms.isDue(policy.every(), taken, late)) {
      return Optional.of("the newest backup is " + age(taken) + " old");
    }
    if (policy.drill() instanceof Rhythm.Never) {
      return Optional.empty();
    }
    var proof = newest.proof();
    if (proof != null && !proof.isGood()) {
      return Optional.of("the newest backup failed its proof: " + proof.findings().getFirst());
    }
    return proof == null && taken.isBefore(late)
        ? Optional.of("the backup of " + age(taken) + " ago is not proven")
        : Optional.empty();
  }

  private String age(Instant then) {
    return Durations.human(Duration.between(then, clock.instant()));
  }
}
