package dev.slipway.postgres.s3;

import static dev.slipway.postgres.testing.TestingClusters.execute;
import static dev.slipway.postgres.testing.TestingClusters.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.postgres.backup.BackupRequest;
import dev.slipway.postgres.backup.Backups;
import dev.slipway.postgres.cluster.ClusterName;
import dev.slipway.postgres.cluster.ClusterRole;
import dev.slipway.postgres.repository.ObjectStore;
import dev.slipway.postgres.repository.Repository;
import dev.slipway.postgres.repository.RepositoryCheck;
import dev.slipway.postgres.restore.Restores;
import dev.slipway.postgres.restore.Target;
import dev.slipway.postgres.testing.BadLine;
import dev.slipway.postgres.testing.BadLine.Fault;
import dev.slipway.postgres.testing.TestingClusters;
import dev.slipway.postgres.testing.TestingS3;
import dev.slipway.postgres.testing.Writers;
import dev.slipway.postgres.wal.WalArchive;
import dev.slipway.postgres.wal.WalReceiver;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

/** A backup, its log and a restore through storage on a line that never lasts. */
class S3RepositoryTest {
  private static final Duration LIMIT = Duration.ofSeconds(90);

  @Test
  void bringsBackEveryAcknowledgedCommitAndNamesWhatWasChanged() throws Exception {
    try (var s3 = TestingS3.start();
        var line =
            BadLine.to(
                s3.port(),
                2 << 20,
                Fault.ANSWER_CUT,
                Fault.UNAVAILABLE,
                Fault.REQUEST_CUT,
                Fault.ANSWER_CUT,
                Fault.ANSWER_STALLS,
                Fault.REQUEST_CHANGED);
        var testing = TestingClusters.bundled()) {
      var source = testing.provision("production");
      execute(
          source,
          "CREATE TABLE items AS SELECT g AS id, md5(g::text) AS text"
              + " FROM generate_series(1, 100000) g");
      var repository = open(s3.store(line.port(), "ledger@production"), testing);
      var backups = new Backups(source, repository, InstantSource.system());
      try (var receiver =
              WalReceiver.start(
                  source::admin,
                  new WalArchive(repository, 16 << 20),
                  Duration.ofMillis(50),
                  InstantSource.system());
          var writers = Writers.start(source, 2)) {
        backups.take(BackupRequest.usual());
        writers.awaitCommits(300);
        writers.stop();
        assertThat(receiver.await(backups.position(), LIMIT)).isTrue();

        var restored = restore(repository, testing, "latest");
        var rows = writers.rowsIn(restored.cluster().login(ClusterRole.READONLY));
        assertThat(rows).containsAll(writers.acknowledged());
        assertThat(query(restored.cluster().admin(), "SELECT count(*) FROM items"))
            .isEqualTo("100000");
      }
      assertThat(line.faults()).isGreaterThan(3);
      namesEachObjectThatWasChanged(s3.store("ledger@production"), testing);
    }
  }

  private static Repository open(ObjectStore store, TestingClusters testing) {
    return Repository.open(store, "ledger@production", testing.sealer());
  }

  private static dev.slipway.postgres.restore.Restored restore(
      Repository repository, TestingClusters testing, String name) {
    return new Restores(repository, testing.clusters())
        .beside(
            Restores.Request.of(
                    new ClusterName("ledger", name),
                    new ClusterName("ledger", "production"),
                    new Target.Latest())
                .thrownAway());
  }

  private static void namesEachObjectThatWasChanged(ObjectStore store, TestingClusters testing)
      throws IOException {
    var repository = open(store, testing);
    var whole = new RepositoryCheck(repository).run();
    assertThat(whole.damaged()).isEmpty();
    assertThat(whole.objects()).isGreaterThan(4);
    var backup = repository.backups().getLast().id();
    var content = "backups/" + backup + "/content";
    var pack = repository.content(backup).packs().getFirst();
    var number = 0;
    for (var name : new String[] {pack, content, store.list("wal").getFirst().name()}) {
      var before = store.get(name).orElseThrow();
      var changed = before.clone();
      changed[changed.length / 2] ^= 1;
      store.put(name, changed);

      var found = new RepositoryCheck(repository).run();
      assertThat(found.damaged()).containsOnlyKeys(name);
      assertThat(found.damaged().get(name)).contains("was changed since it was written");
      if (!name.startsWith("wal")) {
        assertThat(found.hurt()).containsExactly(backup);
      }
      var target = "refused-" + number++;
      assertThatThrownBy(() -> restore(repository, testing, target)).hasMessageContaining(name);
      assertThat(testing.clusters().running(new ClusterName("ledger", target))).isEmpty();

      store.put(name, before);
    }
    store.delete(pack);
    assertThat(new RepositoryCheck(repository).run().damaged()).containsEntry(pack, "is missing");
    assertThatThrownBy(() -> restore(repository, testing, "refused-missing"))
        .hasMessageContaining(pack + ": is missing");
  }
}
