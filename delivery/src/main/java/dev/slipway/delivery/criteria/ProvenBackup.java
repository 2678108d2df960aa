package dev.slipway.delivery.criteria;

import dev.slipway.delivery.backup.Contents;
import dev.slipway.kit.Durations;
import dev.slipway.kit.ProblemException;
import dev.slipway.manifest.model.Database;
import dev.slipway.manifest.resolved.ResolvedEnvironment;
import dev.slipway.postgres.cluster.RunningCluster;
import dev.slipway.postgres.repository.Backup;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Whether a backup of a database was restored and looked at, and the log since is stored. */
public record ProvenBackup(Instruments instruments, Instant now) {
  private static final String NAME = "backup";

  public Criterion of(ResolvedEnvironment environment, String name, Database database) {
    var asks = name + ", proven by a drill";
    if (database.external()) {
      return Criterion.unmeasured(
          NAME,
          asks,
          "it stands elsewhere: its backups are not ours to prove",
          "leave backup out of promote, and see to it yourself");
    }
    if (!instruments.databases().exists(environment, name)) {
      return Criterion.met(NAME, asks, "it is not made yet: there is nothing to lose");
    }
    try {
      return instruments
          .databases()
          .running(environment, name)
          .map(cluster -> of(asks, environment, name, cluster))
          .orElseGet(
              () ->
                  Criterion.unmeasured(
                      NAME, asks, "it does not run", "slipway db status " + place(environment)));
    } catch (ProblemException e) {
      return Criterion.unmeasured(NAME, asks, e.problem().fact(), e.problem().hint());
    }
  }

  private Criterion of(
      String asks, ResolvedEnvironment environment, String name, RunningCluster cluster) {
    var backups = instruments.backups().repository(cluster.name()).backups();
    if (backups.isEmpty() && Contents.of(cluster).nothingToLose()) {
      return Criterion.met(NAME, asks, "it is empty: there is nothing to lose");
    }
    var proven = newestProven(backups);
    var drill = "slipway db drill " + place(environment) + " -d " + name;
    if (proven == null) {
      return Criterion.notMet(
          NAME,
          asks,
          backups.isEmpty() ? "there is no backup yet" : "none of " + backups.size() + " is proven",
          drill);
    }
    var gap = instruments.backups().following(cluster.name()).gap();
    var evidence =
        "of "
            + Durations.human(Duration.between(proven.span().stoppedAt(), now))
            + " ago was restored and looked at";
    return gap.isEmpty()
        ? Criterion.met(NAME, asks, evidence + ", and the log since is stored")
        : Criterion.notMet(
            NAME, asks, evidence + "; " + gap, "slipway db backup " + place(environment));
  }

  private static String place(ResolvedEnvironment environment) {
    return environment.app() + " " + environment.name();
  }

  private static @org.jspecify.annotations.Nullable Backup newestProven(List<Backup> backups) {
    return backups.stream().filter(Backup::isProven).reduce((first, later) -> later).orElse(null);
  }
}
