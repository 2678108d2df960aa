package dev.slipway.delivery.backup;

import static dev.slipway.delivery.testing.TestingClusters.execute;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.delivery.testing.TestingClusters;
import dev.slipway.manifest.model.Rhythm;
import dev.slipway.postgres.cluster.RunningCluster;
import dev.slipway.postgres.drill.Drills;
import dev.slipway.postgres.drill.SmokeCheck;
import dev.slipway.postgres.loss.Losses;
import dev.slipway.postgres.physical.Segment;
import dev.slipway.postgres.restore.Target;
import dev.slipway.postgres.wal.WalArchive;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class DatabaseBackupsTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final dev.slipway.manifest.model.Backup POLICY =
      new dev.slipway.manifest.model.Backup(
          new Rhythm.Each(Duration.ofHours(24)),
          Duration.ofDays(30),
          true,
          dev.slipway.manifest.model.BackupPlace.parse("local").orElseThrow(),
          new Rhythm.Each(Duration.ofDays(7)));

  private TestingClusters testing;
  private RunningCluster cluster;
  private DatabaseBackups backups;

  @BeforeEach
  void provision() throws Exception {
    testing = new TestingClusters();
    cluster = testing.provision("production");
    backups = open();
  }

  private DatabaseBackups open() {
    return new DatabaseBackups(
        testing.folder("backups"),
        testing.clusters(),
        TestingClusters.SEALER,
        InstantSource.system());
  }

  @AfterEach
  void close() throws Exception {
    backups.close();
    testing.close();
  }

  @Test
  void aNewDatabaseHasNothingToLoseUntilItsFirstRow() throws Exception {
    assertThat(Contents.of(cluster).nothingToLose()).isTrue();
    execute(cluster, "CREATE TABLE orders (id int)");
    assertThat(Contents.of(cluster).nothingToLose()).isTrue();
    execute(cluster, "INSERT INTO orders VALUES (1)");
    assertThat(Contents.of(cluster).nothingToLose()).isFalse();
  }

  @Test
  void aBackupAndTheLogSinceReachToThisMomentAndTheNextServerGoesOnWithThem() throws Exception {
    execute(cluster, "CREATE TABLE orders AS SELECT generate_series(1, 500) AS id");
    assertThat(backups.standing(cluster).missing()).isEqualTo("there is no backup yet");

    var backup = backups.take(cluster, bytes -> {});
    execute(cluster, "INSERT INTO orders VALUES (501)");
    var standing = backups.standing(cluster);
    assertThat(standing.missing()).isEmpty();
    assertThat(standing.text(Instant.now())).contains("not proven yet, and the log since");

    // Another control plane, after this one died: it follows on without a gap.
    backups.close();
    execute(cluster, "INSERT INTO orders VALUES (502)");
    backups = open();
    assertThat(backups.standing(cluster).missing())
        .isEqualTo("its log is not stored: nobody follows its log");
    backups.followAll();
    assertThat(backups.standing(cluster).missing()).isEmpty();
    assertThat(backups.standing(cluster).newest().map(one -> one.id())).contains(backup.id());
  }

  @Test
  void aHoleInTheLogIsSeen() throws Exception {
    execute(cluster, "CREATE TABLE orders AS SELECT generate_series(1, 500) AS id");
    var backup = backups.take(cluster, bytes -> {});
    for (var i = 0; i < 3; i++) {
      try (var connection = cluster.admin().connect();
          var statement = connection.createStatement()) {
        statement.execute("SELECT pg_switch_wal()");
      }
      execute(cluster, "INSERT INTO orders VALUES (" + i + ")");
    }
    assertThat(backups.standing(cluster).missing()).isEmpty();
    var hole = backup.firstSegment().next();
    new WalArchive(backups.repository(cluster.name()), hole.size()).delete(hole);
    assertThat(backups.standing(cluster).missing()).isEqualTo("the log " + hole + " is missing");
    assertThat(Segment.parse(hole.toString(), hole.size())).contains(hole);
  }

  @Test
  void theRestorePointOfAReleaseIsMadeOnceAndTellsWhatGoingBackToItLoses() throws Exception {
    execute(cluster, "CREATE TABLE orders AS SELECT generate_series(1, 500) AS id");
    backups.take(cluster, bytes -> {});
    var point = backups.mark(cluster, "v2");
    assertThat(point.name()).isEqualTo("before-v2");
    assertThat(backups.awaitStored(cluster.name(), point.position(), LIMIT)).isTrue();

    execute(cluster, "INSERT INTO orders SELECT generate_series(501, 510)");
    assertThat(backups.mark(cluster, "v2")).isEqualTo(point);
    var now = backups.mark(cluster, "v3");
    assertThat(backups.awaitStored(cluster.name(), now.position(), LIMIT)).isTrue();
    var foretold =
        new Losses(backups.repository(cluster.name()), Optional.of(cluster.admin()))
            .of(new Target.AtPoint(point));
    assertThat(foretold.loss().rows()).isEqualTo(10);
  }

  @Test
  void whatIsDueFollowsFromWhatIsStored() throws Exception {
    var now = Instant.now();
    assertThat(new Due(backups, POLICY, now).of(cluster)).isEmpty();
    execute(cluster, "CREATE TABLE orders AS SELECT generate_series(1, 500) AS id");
    backups.follow(cluster.name());
    assertThat(new Due(backups, POLICY, now).of(cluster))
        .contains(new Due.What(true, "there is no backup yet"));

    backups.take(cluster, bytes -> {});
    assertThat(new Due(backups, POLICY, now).of(cluster))
        .contains(new Due.What(false, "the newest backup is not proven yet"));
    assertThat(new Due(backups, POLICY, now.plus(Duration.ofHours(25))).of(cluster))
        .hasValueSatisfying(due -> assertThat(due.fresh()).isTrue());

    var drills = testing.in("drills");
    new Drills(
            backups.repository(cluster.name()), drills, SmokeCheck.none(), InstantSource.system())
        .runNewest(Optional.of(cluster));
    assertThat(new Due(backups, POLICY, Instant.now()).of(cluster)).isEmpty();
  }

  @Test
  void cronFieldsAreDueOncePerTime() {
    var nightly = new Rhythm.Cron("30 2 * * *");
    var night = Instant.parse("2026-03-04T02:30:00Z");
    assertThat(Rhythms.isDue(nightly, night.minusSeconds(60), night.plusSeconds(1))).isTrue();
    assertThat(Rhythms.isDue(nightly, night.plusSeconds(1), night.plusSeconds(3600))).isFalse();
    assertThat(Rhythms.isDue(new Rhythm.Never(), night, night.plusSeconds(1 << 30))).isFalse();
  }
}
