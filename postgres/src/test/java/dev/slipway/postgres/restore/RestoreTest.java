package dev.slipway.postgres.restore;

import static dev.slipway.postgres.testing.TestingClusters.execute;
import static dev.slipway.postgres.testing.TestingClusters.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.postgres.backup.BackupRequest;
import dev.slipway.postgres.backup.Backups;
import dev.slipway.postgres.cluster.ClusterName;
import dev.slipway.postgres.cluster.ClusterRole;
import dev.slipway.postgres.cluster.RunningCluster;
import dev.slipway.postgres.repository.Repository;
import dev.slipway.postgres.testing.TestingClusters;
import dev.slipway.postgres.testing.TestingRepository;
import dev.slipway.postgres.testing.Writers;
import dev.slipway.postgres.wal.WalArchive;
import dev.slipway.postgres.wal.WalReceiver;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RestoreTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private TestingClusters testing;
  private RunningCluster source;
  private Repository repository;
  private Backups backups;
  private WalReceiver receiver;

  @BeforeEach
  void provision() throws Exception {
    testing = TestingClusters.bundled();
    source = testing.provision("production");
    repository = TestingRepository.in(testing, "repository");
    backups = new Backups(source, repository, InstantSource.system());
    execute(
        source,
        "CREATE TABLE items AS SELECT g AS id, md5(g::text) AS text"
            + " FROM generate_series(1, 20000) g",
        "CREATE INDEX ON items (id)");
    receiver =
        WalReceiver.start(
            source::admin,
            new WalArchive(repository, 16 << 20),
            Duration.ofMillis(50),
            InstantSource.system());
  }

  @AfterEach
  void close() throws Exception {
    receiver.close();
    testing.close();
  }

  private Restored restore(String name, Target target) {
    return new Restores(repository, testing.clusters())
        .beside(
            Restores.Request.of(new ClusterName("ledger", name), source.name(), target)
                .thrownAway());
  }

  @Test
  void everyAcknowledgedCommitIsThereAtEachStateThatIsAskedFor() throws Exception {
    try (var writers = Writers.start(source, 3)) {
      writers.awaitCommits(100);
      var backup = backups.take(BackupRequest.usual());
      assertThat(backup.corruptPages()).isEmpty();
      writers.awaitCommits(200);
      var points = new RestorePoints(repository);
      var before = writers.acknowledged();
      var point = points.create(source, "before-v2", "v2");
      writers.awaitCommits(200);
      var time = Instant.now();
      writers.awaitCommits(200);
      writers.stop();
      assertThat(receiver.await(backups.position(), LIMIT)).isTrue();
      receiver.close();

      var latest = restore("latest", new Target.Latest());
      var rows = writers.rowsIn(latest.cluster().login(ClusterRole.READONLY));
      assertThat(rows).containsAll(writers.acknowledged());
      assertThat(query(latest.cluster().admin(), "SELECT count(*) FROM items")).isEqualTo("20000");

      var atTime = restore("at-time", new Target.AtTime(time));
      var then = writers.rowsIn(atTime.cluster().login(ClusterRole.READONLY));
      for (var entry : writers.entries()) {
        if (entry.acknowledgedAt().isBefore(time)) {
          assertThat(then).contains(entry.id());
        }
        if (entry.begunAt().isAfter(time)) {
          assertThat(then).doesNotContain(entry.id());
        }
      }
      assertThat(atTime.reachedTheEnd()).isFalse();

      var atPoint = restore("at-point", new Target.AtPoint(points.get(point.name())));
      assertThat(writers.rowsIn(atPoint.cluster().login(ClusterRole.READONLY))).containsAll(before);

      var atBackup = restore("at-backup", new Target.AtBackup(backup.id()));
      assertThat(query(atBackup.cluster().admin(), "SELECT count(*) FROM items"))
          .isEqualTo("20000");

      // A second in which nothing was written any more is as good as the end.
      var beyond = restore("beyond", new Target.AtTime(Instant.now()));
      assertThat(beyond.reachedTheEnd()).isTrue();
      assertThat(writers.rowsIn(beyond.cluster().login(ClusterRole.READONLY)))
          .containsAll(writers.acknowledged());

      assertThatThrownBy(() -> restore("too-early", new Target.AtTime(Instant.EPOCH)))
          .hasMessageContaining("no backup had ended by then");
    }
  }

  @Test
  void aSecondBackupStoresOnlyWhatChanged() throws Exception {
    var first = backups.take(BackupRequest.usual());
    execute(source, "UPDATE items SET text = 'changed' WHERE id = 77");
    var second = backups.take(BackupRequest.usual());
    assertThat(first.cost().stored()).isGreaterThan(1 << 20);
    assertThat(second.cost().stored()).isLessThan(first.cost().stored() / 4);
    var restored = restore("second", new Target.AtBackup(second.id()));
    assertThat(query(restored.cluster().admin(), "SELECT text FROM items WHERE id = 77"))
        .isEqualTo("changed");
    assertThat(query(restored.cluster().admin(), "SELECT count(*) FROM items")).isEqualTo("20000");
  }
}
