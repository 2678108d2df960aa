package dev.slipway.postgres.wal;

import static dev.slipway.postgres.testing.TestingClusters.execute;
import static dev.slipway.postgres.testing.TestingClusters.query;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.postgres.backup.BackupRequest;
import dev.slipway.postgres.backup.Backups;
import dev.slipway.postgres.cluster.ClusterName;
import dev.slipway.postgres.cluster.RunningCluster;
import dev.slipway.postgres.physical.Segment;
import dev.slipway.postgres.repository.Repository;
import dev.slipway.postgres.restore.InPlace;
import dev.slipway.postgres.restore.Restored;
import dev.slipway.postgres.restore.Restores;
import dev.slipway.postgres.restore.Target;
import dev.slipway.postgres.testing.TestingClusters;
import dev.slipway.postgres.testing.TestingRepository;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The log in the repository has no hole, whoever stored which part of it first. */
class WholeLogTest {
  private static final Duration LIMIT = Duration.ofSeconds(90);
  private TestingClusters testing;
  private RunningCluster source;
  private Repository repository;

  @BeforeEach
  void provision() throws Exception {
    testing = TestingClusters.bundled();
    source = testing.provision("production");
    repository = TestingRepository.in(testing, "repository");
    execute(source, "CREATE TABLE items (id int)");
  }

  @AfterEach
  void close() throws Exception {
    testing.close();
  }

  private WalReceiver follow() {
    return WalReceiver.start(
        () -> testing.clusters().running(source.name()).orElseThrow().admin(),
        new WalArchive(repository, 16 << 20),
        Duration.ofMillis(50),
        InstantSource.system());
  }

  private Backups backups() {
    return new Backups(
        testing.clusters().running(source.name()).orElseThrow(),
        repository,
        InstantSource.system());
  }

  private void write(int id) throws Exception {
    var running = testing.clusters().running(source.name()).orElseThrow();
    execute(running, "INSERT INTO items VALUES (" + id + ")");
    query(running.admin(), "SELECT pg_switch_wal()");
  }

  private Restored restore(String name, Target target) {
    return new Restores(repository, testing.clusters())
        .beside(
            Restores.Request.of(new ClusterName("ledger", name), source.name(), target)
                .thrownAway());
  }

  private static String ids(Restored restored) throws Exception {
    return query(
        restored.cluster().admin(), "SELECT string_agg(id::text, ' ' ORDER BY id) FROM items");
  }

  @Test
  void aBackupThatIsAheadOfTheReceiverLeavesNoHoleBehindIt() throws Exception {
    try (var receiver = follow()) {
      backups().take(BackupRequest.usual());
      write(1);
      assertThat(receiver.await(backups().position(), LIMIT)).isTrue();
    }
    write(2);
    write(3);
    var between = Instant.now();
    write(4);
    backups().take(BackupRequest.usual());
    write(5);
    try (var receiver = follow()) {
      assertThat(receiver.await(backups().position(), LIMIT)).isTrue();
      assertThat(receiver.following().gap()).isEmpty();
    }
    var archive = new WalArchive(repository, 16 << 20);
    var stored = archive.segments();
    var first = repository.backups().getFirst().firstSegment();
    var newest = archive.newest(1).orElseThrow();
    for (Segment segment = first; segment.number() < newest.number(); segment = segment.next()) {
      assertThat(stored).containsKey(segment.toString());
    }
    assertThat(ids(restore("between", new Target.AtTime(between)))).isEqualTo("1 2 3");
    assertThat(ids(restore("latest", new Target.Latest()))).isEqualTo("1 2 3 4 5");
  }

  @Test
  void aBackupOfATimelineThatWasLeftIsStillWhole() throws Exception {
    backups().take(BackupRequest.usual());
    try (var receiver = follow()) {
      write(1);
      var early = Instant.now();
      write(2);
      var inPlace = new InPlace(repository, testing.clusters(), InstantSource.system());
      inPlace.restore(source.name(), new Target.AtTime(early), 2, bytes -> {});
      write(3);
      var left = backups().take(BackupRequest.usual());
      assertThat(left.span().timeline()).isEqualTo(2);
      write(4);
      var beforeLast = inPlace.restore(source.name(), new Target.AtTime(early), 2, bytes -> {});
      write(5);
      assertThat(receiver.await(backups().position(), LIMIT)).isTrue();

      assertThat(ids(restore("left", new Target.AtBackup(left.id())))).isEqualTo("1 3");
      var point = new Target.AtPoint(beforeLast.wayBack().orElseThrow());
      assertThat(ids(restore("way-back", point))).isEqualTo("1 3 4");
      assertThat(ids(restore("latest", new Target.Latest()))).isEqualTo("1 5");
    }
  }
}
