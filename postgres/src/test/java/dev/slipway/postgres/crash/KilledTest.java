package dev.slipway.postgres.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.postgres.backup.BackupRequest;
import dev.slipway.postgres.backup.Backups;
import dev.slipway.postgres.branch.Branches;
import dev.slipway.postgres.cluster.Cluster;
import dev.slipway.postgres.cluster.ClusterName;
import dev.slipway.postgres.cluster.ClusterRole;
import dev.slipway.postgres.cluster.Clusters;
import dev.slipway.postgres.cluster.RunningCluster;
import dev.slipway.postgres.repository.Repository;
import dev.slipway.postgres.repository.RepositoryCheck;
import dev.slipway.postgres.restore.Restores;
import dev.slipway.postgres.restore.Target;
import dev.slipway.postgres.testing.TestingClusters;
import dev.slipway.postgres.testing.TestingRepository;
import dev.slipway.postgres.testing.Writers;
import dev.slipway.postgres.wal.WalArchive;
import dev.slipway.postgres.wal.WalReceiver;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Killed with SIGKILL in the middle of backups, restores, branches and of following the log: the
 * process that works, the server, or both. Whatever was acknowledged is brought back afterwards.
 */
class KilledTest {
  private static final ClusterName NAME = new ClusterName("ledger", "production");
  private static final Duration LIMIT = Duration.ofSeconds(90);

  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void everyAcknowledgedCommitSurvivesWhateverDies() throws Exception {
    var random = new Random(20260501);
    try (var testing = TestingClusters.bundled()) {
      var clusters = testing.clusters();
      var copies = testing.again("copies");
      var source = testing.provision("production");
      var repository = TestingRepository.in(testing, "repository");
      new Backups(source, repository, InstantSource.system()).take(BackupRequest.usual());
      Writers.start(source, 0).close();
      var marks = new ArrayList<Instant>();
      try (var writers = Writers.start(() -> login(clusters), 2)) {
        for (var work : new String[] {"backup", "branch", "restore", "backup", "restore"}) {
          var doomed = doomed(testing, work);
          try {
            writers.awaitCommits(50);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(4_000)));
            if (random.nextBoolean()) {
              kill(clusters.running(NAME).orElseThrow().pid());
            }
          } finally {
            doomed.destroyForcibly().waitFor();
          }
          clusters.start(NAME);
          writers.awaitCommits(50);
          marks.add(Instant.now());
        }
        writers.awaitCommits(50);
        writers.stop();
        try (var receiver = follow(clusters, repository)) {
          var now = clusters.running(NAME).orElseThrow();
          var position = new Backups(now, repository, InstantSource.system()).position();
          assertThat(receiver.await(position, LIMIT)).isTrue();
        }
        nothingIsLeftHalfDone(clusters, copies);
        assertThat(new RepositoryCheck(repository).run().damaged()).isEmpty();
        var backup =
            new Backups(clusters.running(NAME).orElseThrow(), repository, InstantSource.system())
                .take(BackupRequest.usual());
        assertThat(backup.corruptPages()).isEmpty();
        var latest = restore(repository, copies, "latest", new Target.Latest());
        assertThat(writers.rowsIn(latest.login(ClusterRole.READONLY)))
            .containsAll(writers.acknowledged());
        var mark = marks.get(random.nextInt(marks.size()));
        var then =
            writers.rowsIn(
                restore(repository, copies, "then", new Target.AtTime(mark))
                    .login(ClusterRole.READONLY));
        for (var entry : writers.entries()) {
          if (entry.acknowledgedAt().isBefore(mark)) {
            assertThat(then).contains(entry.id());
          }
          if (entry.begunAt().isAfter(mark)) {
            assertThat(then).doesNotContain(entry.id());
          }
        }
      }
    }
  }

  private static dev.slipway.postgres.cluster.Login login(Clusters clusters) {
    return clusters.running(NAME).orElseThrow().login(ClusterRole.READWRITE);
  }

  private static Process doomed(TestingClusters testing, String work) throws Exception {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var process =
        new ProcessBuilder(
                java,
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Doomed.class.getName(),
                testing.folder("").toString(),
                testing.binaries().folder().toString(),
                work)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.inputReader().readLine()).isEqualTo("following");
    return process;
  }

  private static WalReceiver follow(Clusters clusters, Repository repository) {
    return WalReceiver.start(
        () -> clusters.running(NAME).orElseThrow().admin(),
        new WalArchive(repository, 16 << 20),
        Duration.ofMillis(50),
        InstantSource.system());
  }

  /** What was not finished never starts, and goes with the next sweep. */
  private static void nothingIsLeftHalfDone(Clusters clusters, Clusters copies) {
    var branches = new Branches(clusters, copies, InstantSource.system());
    branches.sweep(Set.of());
    assertThat(copies.all()).noneMatch(Cluster::isUnfinished);
    copies.all().forEach(copy -> branches.delete(copy.name()));
  }

  private static RunningCluster restore(
      Repository repository, Clusters copies, String name, Target target) {
    return new Restores(repository, copies)
        .beside(Restores.Request.of(new ClusterName("ledger", name), NAME, target).thrownAway())
        .cluster();
  }

  private static void kill(long pid) throws Exception {
    new ProcessBuilder("kill", "-KILL", Long.toString(pid)).start().waitFor();
  }
}
