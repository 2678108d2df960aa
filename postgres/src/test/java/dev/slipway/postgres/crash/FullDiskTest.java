package dev.slipway.postgres.crash;

import static dev.slipway.postgres.testing.TestingClusters.execute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.postgres.backup.BackupRequest;
import dev.slipway.postgres.backup.Backups;
import dev.slipway.postgres.cluster.ClusterName;
import dev.slipway.postgres.cluster.ClusterRole;
import dev.slipway.postgres.repository.FolderStore;
import dev.slipway.postgres.repository.Repository;
import dev.slipway.postgres.repository.RepositoryCheck;
import dev.slipway.postgres.restore.Restores;
import dev.slipway.postgres.restore.Target;
import dev.slipway.postgres.testing.TestingClusters;
import dev.slipway.postgres.testing.Writers;
import dev.slipway.postgres.wal.WalArchive;
import dev.slipway.postgres.wal.WalReceiver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * The repository's disk is full: nothing that was stored is hurt, and all goes on when it isn't.
 */
class FullDiskTest {
  @Test
  void aFullRepositoryLosesNothingAndGoesOnWhenThereIsRoom() throws Exception {
    try (var testing = TestingClusters.bundled()) {
      var folder = testing.folder("small");
      Files.createDirectories(folder);
      Assumptions.assumeTrue(
          run("mount", "-t", "tmpfs", "-o", "size=48m", "none", folder.toString()),
          "nobody lets us mount here");
      try {
        tryOn(testing, folder);
      } finally {
        run("umount", folder.toString());
      }
    }
  }

  private static void tryOn(TestingClusters testing, Path folder) throws Exception {
    var source = testing.provision("production");
    var repository =
        Repository.open(
            new FolderStore(folder.resolve("repository")), "ledger@production", testing.sealer());
    var backups = new Backups(source, repository, InstantSource.system());
    try (var receiver =
            WalReceiver.start(
                source::admin,
                new WalArchive(repository, 16 << 20),
                Duration.ofMillis(50),
                InstantSource.system());
        var writers = Writers.start(source, 2)) {
      var first = backups.take(BackupRequest.usual());
      writers.awaitCommits(100);
      fill(folder.resolve("ballast"));
      execute(
          source,
          "CREATE TABLE noise AS SELECT g AS id, md5(random()::text) || md5(random()::text) AS text"
              + " FROM generate_series(1, 200000) g");
      assertThatThrownBy(() -> backups.take(BackupRequest.usual()))
          .hasMessageContaining("the backup failed: ");
      writers.awaitCommits(100);
      var deadline = System.nanoTime() + Duration.ofSeconds(90).toNanos();
      while (receiver.following().isWell() && System.nanoTime() < deadline) {
        Thread.onSpinWait();
      }
      assertThat(receiver.following().trouble()).isNotEmpty();
      assertThat(repository.backups())
          .extracting(backup -> backup.id())
          .containsExactly(first.id());

      // There is room again: everything that was written meanwhile is stored, by itself.
      Files.delete(folder.resolve("ballast"));
      run("mount", "-o", "remount,size=400m", folder.toString());
      writers.awaitCommits(50);
      writers.stop();
      assertThat(receiver.await(backups.position(), Duration.ofSeconds(120))).isTrue();
      assertThat(new RepositoryCheck(repository).run().damaged()).isEmpty();
      var restored =
          new Restores(repository, testing.clusters())
              .beside(
                  Restores.Request.of(
                          new ClusterName("ledger", "back"), source.name(), new Target.Latest())
                      .thrownAway());
      assertThat(writers.rowsIn(restored.cluster().login(ClusterRole.READONLY)))
          .containsAll(writers.acknowledged());
      assertThat(backups.take(BackupRequest.usual()).corruptPages()).isEmpty();
    }
  }

  private static void fill(Path file) {
    try (var out = Files.newOutputStream(file)) {
      var block = new byte[1 << 16];
      while (true) {
        out.write(block);
      }
    } catch (java.io.IOException full) {
      // That is what was wanted.
    }
  }

  private static boolean run(String... command) throws Exception {
    return new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }
}
