package dev.slipway.web.figures;

import dev.slipway.delivery.backup.DatabaseBackups;
import dev.slipway.kit.Durations;
import dev.slipway.kit.ProblemException;
import dev.slipway.postgres.cluster.Cluster;
import dev.slipway.postgres.cluster.Clusters;
import dev.slipway.postgres.repository.Backup;
import dev.slipway.web.view.State;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The newest proven backup of each cluster, read from the repositories at most twice a minute: a
 * list of five hundred applications must not open five hundred repositories for each viewer.
 */
public final class BackupAges {
  private static final Duration FRESH = Duration.ofSeconds(30);

  private final Clusters clusters;
  private final DatabaseBackups backups;
  private final InstantSource clock;
  private Instant read = Instant.EPOCH;
  private Map<String, Optional<Backup>> newest = Map.of();

  public BackupAges(Clusters clusters, DatabaseBackups backups, InstantSource clock) {
    this.clusters = clusters;
    this.backups = backups;
    this.clock = clock;
  }

  /** Of several databases the first counts, which has the environment's own name. */
  public State of(String app, String environment) {
    var backup = all().get(app + "@" + environment);
    if (backup == null) {
      return State.none("no database");
    }
    if (backup.isEmpty()) {
      return State.none("no backup yet");
    }
    var age = Durations.human(Duration.between(backup.get().span().stoppedAt(), clock.instant()));
    return backup.get().isProven()
        ? State.ok("proven " + age + " ago")
        : State.waiting("backup " + age + " ago, not proven");
  }

  private synchronized Map<String, Optional<Backup>> all() {
    if (read.plus(FRESH).isBefore(clock.instant())) {
      var found = new HashMap<String, Optional<Backup>>();
      clusters.all().forEach(cluster -> found.put(cluster.name().toString(), newest(cluster)));
      newest = Map.copyOf(found);
      read = clock.instant();
    }
    return newest;
  }

  private Optional<Backup> newest(Cluster cluster) {
    try {
      var all = backups.repository(cluster.name()).backups();
      return all.reversed().stream()
          .filter(Backup::isProven)
          .findFirst()
          .or(() -> all.isEmpty() ? Optional.empty() : Optional.of(all.getLast()));
    } catch (ProblemException repositoryIsAway) {
      return Optional.empty();
    }
  }
}
