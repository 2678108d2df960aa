package dev.slipway.postgres.crash;

import dev.slipway.postgres.backup.BackupRequest;
import dev.slipway.postgres.backup.Backups;
import dev.slipway.postgres.branch.BranchRequest;
import dev.slipway.postgres.branch.Branches;
import dev.slipway.postgres.cluster.ClusterName;
import dev.slipway.postgres.cluster.Clusters;
import dev.slipway.postgres.repository.FolderStore;
import dev.slipway.postgres.repository.Repository;
import dev.slipway.postgres.restore.Restores;
import dev.slipway.postgres.restore.Target;
import dev.slipway.postgres.testing.TestingSealer;
import dev.slipway.postgres.wal.WalArchive;
import dev.slipway.postgres.wal.WalReceiver;
import dev.slipway.postmaster.PostgresBinaries;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * A process that works on a cluster over and over until it is killed: what stands in the middle of
 * it then is up to chance. It follows the log all the time.
 */
public final class Doomed {
  private Doomed() {}

  /** Arguments: the folder of the test, the binaries, and what to do. */
  public static void main(String[] arguments) {
    var folder = Path.of(arguments[0]);
    var binaries = PostgresBinaries.installed(Path.of(arguments[1]));
    var clock = InstantSource.system();
    var sealer = new TestingSealer();
    var clusters = new Clusters(folder.resolve("clusters"), binaries, sealer, clock);
    var copies = new Clusters(folder.resolve("copies"), binaries, sealer, clock);
    var name = new ClusterName("ledger", "production");
    var repository =
        Repository.open(new FolderStore(folder.resolve("repository")), "ledger@production", sealer);
    var receiver =
        WalReceiver.start(
            () -> clusters.running(name).orElseThrow().admin(),
            new WalArchive(repository, 16 << 20),
            Duration.ofMillis(50),
            clock);
    System.out.println("following");
    for (var round = 0; receiver.following() != null; round++) {
      var copy = arguments[2] + "-" + ProcessHandle.current().pid() + "-" + round;
      switch (arguments[2]) {
        case "backup" ->
            new Backups(clusters.running(name).orElseThrow(), repository, clock)
                .take(BackupRequest.usual().readingEverything());
        case "restore" ->
            new Restores(repository, copies)
                .beside(
                    Restores.Request.of(new ClusterName("ledger", copy), name, new Target.Latest())
                        .thrownAway());
        case "branch" ->
            new Branches(clusters, copies, clock)
                .create(
                    new BranchRequest(
                        name, copy, Duration.ofHours(1), Optional.empty(), Optional.empty()));
        default -> throw new IllegalArgumentException(arguments[2] + " at " + Instant.now());
      }
      System.out.println("round " + round);
    }
  }
}
