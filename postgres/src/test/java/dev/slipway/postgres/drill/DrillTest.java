package dev.slipway.postgres.drill;

import static dev.slipway.postgres.testing.TestingClusters.execute;
import static dev.slipway.postgres.testing.TestingClusters.query;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.postgres.backup.BackupRequest;
import dev.slipway.postgres.backup.Backups;
import dev.slipway.postgres.testing.TestingClusters;
import dev.slipway.postgres.testing.TestingRepository;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DrillTest {
  private static final InstantSource CLOCK = InstantSource.system();

  @Test
  void aBackupCountsOnlyOnceItWasBroughtBackAndDamageIsFoundAndNamed() throws Exception {
    try (var testing = TestingClusters.bundled()) {
      var source = testing.provision("production");
      execute(
          source,
          "CREATE TABLE t AS SELECT g, md5(g::text) AS h FROM generate_series(1, 20000) g",
          "CREATE UNIQUE INDEX t_g ON t (g)");
      var repository = TestingRepository.in(testing, "repository");
      var backup = new Backups(source, repository, CLOCK).take(BackupRequest.usual());
      assertThat(backup.isProven()).isFalse();
      var drills =
          new Drills(
              repository,
              testing.again("drills"),
              restored -> restored.port() > 0 ? List.of() : List.of("no port"),
              CLOCK);
      var proven = drills.runNewest(Optional.of(source));
      assertThat(proven.proof().findings()).isEmpty();
      assertThat(proven.isProven()).isTrue();
      assertThat(proven.proof().rows()).isGreaterThanOrEqualTo(20_000);
      assertThat(proven.proof().indexesChecked()).isGreaterThan(50);
      assertThat(repository.backups().getLast().isProven()).isTrue();
      assertThat(testing.again("drills").all()).isEmpty();

      // One flipped bit in whatever object it may be.
      var packs = repository.store().list("packs/");
      var pack = testing.folder("repository").resolve(packs.getFirst().name());
      flip(pack, Files.size(pack) / 3);
      var hurt = drills.run(backup.id(), Optional.empty());
      assertThat(hurt.isProven()).isFalse();
      assertThat(hurt.proof().findings().toString())
          .contains(packs.getFirst().name())
          .contains("was changed since it was written");
      assertThat(testing.again("drills").all()).isEmpty();
    }
  }

  private static void flip(java.nio.file.Path file, long at) throws Exception {
    try (var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      var one = ByteBuffer.allocate(1);
      channel.read(one, at);
      one.put(0, (byte) (one.get(0) ^ 16)).flip();
      channel.write(one, at);
    }
  }

  @Test
  void aPageThatTheDiskChangedIsFoundWhileItIsCopied() throws Exception {
    try (var testing = TestingClusters.bundled()) {
      var source = testing.provision("production");
      execute(source, "CREATE TABLE t AS SELECT g FROM generate_series(1, 20000) g");
      execute(source.admin(), "CHECKPOINT");
      var path = query(source.admin(), "SELECT pg_relation_filepath('t')");
      flip(source.dataDirectory().resolve(path), 3 * 8192 + 4000);
      var repository = TestingRepository.in(testing, "repository");
      var backup = new Backups(source, repository, CLOCK).take(BackupRequest.usual());
      assertThat(backup.corruptPages()).containsExactly(path + " page 3");
      var drilled =
          new Drills(repository, testing.again("drills"), SmokeCheck.none(), CLOCK)
              .run(backup.id(), Optional.empty());
      assertThat(drilled.isProven()).isFalse();
      assertThat(drilled.proof().findings())
          .contains(path + " page 3 was corrupt when it was copied");
    }
  }
}
