package dev.slipway.postgres.restore;

import static dev.slipway.postgres.testing.TestingClusters.execute;
import static dev.slipway.postgres.testing.TestingClusters.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.postgres.backup.BackupRequest;
import dev.slipway.postgres.backup.Backups;
import dev.slipway.postgres.cluster.ClusterRole;
import dev.slipway.postgres.testing.TestingClusters;
import dev.slipway.postgres.testing.TestingRepository;
import dev.slipway.postgres.testing.Writers;
import dev.slipway.postgres.wal.WalArchive;
import dev.slipway.postgres.wal.WalReceiver;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

final class InPlaceTest {
  private static final InstantSource CLOCK = InstantSource.system();

  /** Back, forth and back again: each restore leaves a way to the state before it. */
  @Test
  void aRestoreInPlaceKeepsTheAddressAndCanItselfBeUndone() throws Exception {
    try (var testing = TestingClusters.bundled()) {
      var source = testing.provision("production");
      var name = source.name();
      var clusters = testing.clusters();
      var repository = TestingRepository.in(testing, "repository");
      execute(source, "CREATE TABLE t AS SELECT g FROM generate_series(1, 5000) g");
      try (var receiver =
          WalReceiver.start(
              () -> clusters.running(name).orElseThrow().admin(),
              new WalArchive(repository, 16 << 20),
              Duration.ofMillis(50),
              CLOCK)) {
        new Backups(source, repository, CLOCK).take(BackupRequest.usual());
        var point = new RestorePoints(repository).create(source, "before-v2", "v2");
        execute(source, "DELETE FROM t WHERE g > 10");
        var inPlace = new InPlace(repository, clusters, CLOCK);

        var back = inPlace.restore(name, new Target.AtPoint(point), 2, bytes -> {});
        assertThat(back.restored().cluster().url()).isEqualTo(source.url());
        assertThat(count(testing)).isEqualTo("5000");

        var undone =
            inPlace.restore(name, new Target.AtPoint(back.wayBack().orElseThrow()), 2, bytes -> {});
        assertThat(count(testing)).isEqualTo("10");
        assertThat(undone.movedAside()).isEmpty();

        execute(clusters.running(name).orElseThrow(), "INSERT INTO t VALUES (1000000)");
        clusters.stop(name);
        var again = inPlace.restore(name, new Target.Latest(), 2, bytes -> {});
        assertThat(again.movedAside().orElseThrow()).isDirectory();
        assertThat(count(testing)).isEqualTo("11");
        assertThat(receiver.following().gap()).isEmpty();
      }
    }
  }

  private static String count(TestingClusters testing) throws Exception {
    var running =
        testing.clusters().running(testing.clusters().all().getFirst().name()).orElseThrow();
    return query(running.login(ClusterRole.READONLY), "SELECT count(*) FROM t");
  }

  /** Not even what was never streamed is lost: it lies in the dead server's folder. */
  @Test
  void everyAcknowledgedCommitOfAKilledServerIsThereAfterARestoreToLatest() throws Exception {
    try (var testing = TestingClusters.bundled()) {
      var source = testing.provision("production");
      var repository = TestingRepository.in(testing, "repository");
      try (var writers = Writers.start(source, 3)) {
        new Backups(source, repository, CLOCK).take(BackupRequest.usual());
        writers.awaitCommits(300);
        ProcessHandle.of(source.pid()).orElseThrow().destroyForcibly();
        writers.stop();
        var inPlace = new InPlace(repository, testing.clusters(), CLOCK);
        var done = inPlace.restore(source.name(), new Target.Latest(), 2, bytes -> {});
        assertThat(writers.rowsIn(done.restored().cluster().login(ClusterRole.READONLY)))
            .containsAll(writers.acknowledged());
      }
    }
  }

  @Test
  void whatCannotBeReachedLeavesTheClusterRunning() throws Exception {
    try (var testing = TestingClusters.bundled()) {
      var source = testing.provision("production");
      var repository = TestingRepository.in(testing, "repository");
      var inPlace = new InPlace(repository, testing.clusters(), CLOCK);
      assertThatThrownBy(() -> inPlace.restore(source.name(), new Target.Latest(), 2, bytes -> {}))
          .hasMessageContaining("there is no backup yet");
      assertThat(testing.clusters().running(source.name())).isPresent();
    }
  }
}
