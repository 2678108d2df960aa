package dev.slipway.delivery.backup;

import dev.slipway.kit.Durations;
import dev.slipway.manifest.model.Backup;
import dev.slipway.postgres.cluster.RunningCluster;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What a database is owed by its policy at a moment. */
record Due(DatabaseBackups backups, Backup policy, Instant now) {

  /**
   * @param fresh whether a backup is to be taken, or the newest to be proven
   */
  record What(boolean fresh, String why) {}

  Optional<What> of(RunningCluster cluster) {
    var all = backups.repository(cluster.name()).backups();
    if (all.isEmpty()) {
      return Contents.of(cluster).nothingToLose()
          ? Optional.empty()
          : Optional.of(new What(true, "there is no backup yet"));
    }
    var newest = all.getLast();
    var ended = newest.span().stoppedAt();
    if (!backups.following(cluster.name()).gap().isEmpty()) {
      return Optional.of(new What(true, backups.following(cluster.name()).gap()));
    }
    if (Rhythms.isDue(policy.every(), ended, now)) {
      return Optional.of(new What(true, "the newest backup is " + age(ended) + " old"));
    }
    var proof = newest.proof();
    if (proof == null) {
      return Optional.of(new What(false, "the newest backup is not proven yet"));
    }
    return Rhythms.isDue(policy.drill(), proof.at(), now)
        ? Optional.of(new What(false, "the last drill was " + age(proof.at()) + " ago"))
        : Optional.empty();
  }

  private String age(Instant then) {
    return Durations.human(Duration.between(then, now));
  }
}
