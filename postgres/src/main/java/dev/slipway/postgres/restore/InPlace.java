package dev.slipway.postgres.restore;

import dev.slipway.kit.ByteSize;
import dev.slipway.kit.Ids;
import dev.slipway.kit.Problem;
import dev.slipway.postgres.backup.BackupRequest;
import dev.slipway.postgres.backup.Backups;
import dev.slipway.postgres.cluster.Adoption;
import dev.slipway.postgres.cluster.Cluster;
import dev.slipway.postgres.cluster.ClusterName;
import dev.slipway.postgres.cluster.Clusters;
import dev.slipway.postgres.cluster.Origin;
import dev.slipway.postgres.repository.Backup;
import dev.slipway.postgres.repository.Repository;
import dev.slipway.postgres.wal.TimelineHistory;
import dev.slipway.postgres.wal.WalArchive;
import dev.slipway.postgres.wal.WalHarvest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Restores a cluster in its own place, never without a way back: from a running one a backup is
 * taken first and only what differs is written; the data of one that doesn't run is moved aside.
 */
public final class InPlace {
  private static final Duration START_LIMIT = Duration.ofHours(12);

  private final Repository repository;
  private final Clusters clusters;
  private final InstantSource clock;

  public InPlace(Repository repository, Clusters clusters, InstantSource clock) {
    this.repository = repository;
    this.clusters = clusters;
    this.clock = clock;
  }

  /**
   * What came of it.
   *
   * @param wayBack the restore point of the state before; empty when its data lies aside instead
   * @param movedAside where the data of a cluster that didn't run lies now
   */
  public record Done(
      Restored restored, Optional<RestorePoint> wayBack, Optional<Path> movedAside) {}

  public Done restore(ClusterName name, Target target, int threads, LongConsumer progress) {
    try {
      // Found before anything is touched: a target that can't be reached costs nothing.
      var reachable = Choice.of(repository, target);
      var wayBack = secure(name);
      clusters.stop(name);
      harvest(name, reachable.backup());
      // What the server left may tell of a timeline that was not known before.
      var choice = Choice.of(repository, target);
      var aside =
          wayBack.isPresent() || clusters.get(name).isUnfinished()
              ? Optional.<Path>empty()
              : Optional.of(moveAside(name, choice.backup()));
      var restored = replace(name, choice, threads, progress);
      return new Done(restored, wayBack, aside);
    } catch (IOException | UncheckedIOException e) {
      throw Problem.of(
              Problem.Kind.FAILED,
              "SLIP-5212",
              name + ": the restore in place failed: " + e.getMessage(),
              "restore again: the cluster stays down until one has succeeded, and every state"
                  + " that was there before is still in "
                  + repository.store())
          .exception(e);
    }
  }

  private Optional<RestorePoint> secure(ClusterName name) {
    if (clusters.get(name).isUnfinished()) {
      return Optional.empty();
    }
    var running = clusters.running(name);
    if (running.isEmpty()) {
      return Optional.empty();
    }
    new Backups(running.get(), repository, clock).take(BackupRequest.usual());
    var point = "before-restore-" + Ids.next(clock.instant());
    return Optional.of(new RestorePoints(repository).create(running.get(), point, "restore"));
  }

  /** What the server wrote until it stopped belongs to the repository before it is replaced. */
  private void harvest(ClusterName name, Backup backup) throws IOException {
    var data = clusters.dataDirectory(name);
    if (!clusters.get(name).isUnfinished() && Files.isDirectory(data.resolve("pg_wal"))) {
      var archive = new WalArchive(repository, backup.server().segmentSize());
      var harvest = new WalHarvest(archive, data);
      harvest.storeHistories();
      harvest.storeRest(TimelineHistory.newest(archive).timeline());
    }
  }

  private Path moveAside(ClusterName name, Backup backup) throws IOException {
    var data = clusters.dataDirectory(name);
    var free = Files.getFileStore(clusters.folder(name)).getUsableSpace();
    var needed = backup.cost().logical() + backup.cost().logical() / 10;
    if (free < needed) {
      throw Problem.of(
              Problem.Kind.REFUSED,
              "SLIP-5213",
              name
                  + ": does not run, so its data is kept aside, and for both the disk has to have "
                  + new ByteSize(needed).human()
                  + "; it has "
                  + new ByteSize(free).human(),
              "free some space, or start the cluster so that a backup can be taken first")
          .exception();
    }
    var aside = data.resolveSibling("data.before-" + Ids.next(clock.instant()));
    if (Files.isDirectory(data)) {
      Files.move(data, aside);
    }
    return aside;
  }

  private Restored replace(ClusterName name, Choice choice, int threads, LongConsumer progress)
      throws IOException {
    var began = System.nanoTime();
    var recovery = new Recovery(repository, choice, threads);
    var open = clusters.replaceData(adoption(name, choice, recovery, progress));
    var dataTook = Duration.ofNanos(System.nanoTime() - began);
    var logBegan = System.nanoTime();
    var outcome = recovery.replay(clusters.folder(name).resolve("feed"), open::start);
    var running = open.finish(outcome.server());
    return new Restored(
        running,
        choice.backup().id(),
        dataTook,
        Duration.ofNanos(System.nanoTime() - logBegan),
        outcome.logBytes(),
        outcome.reachedTheEnd());
  }

  private Adoption adoption(
      ClusterName name, Choice choice, Recovery recovery, LongConsumer progress) {
    Cluster now = clusters.get(name);
    return new Adoption(
        now.spec(),
        choice.backup().cluster(),
        Origin.plain(name.toString(), "restore", choice.target().text(), null),
        folder -> {
          try {
            recovery.writeData(folder, Durability.KEPT, progress);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        Map.of(),
        START_LIMIT);
  }
}
