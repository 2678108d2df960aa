package dev.slipway.postgres.loss;

import static dev.slipway.postgres.testing.TestingClusters.execute;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.postgres.backup.BackupRequest;
import dev.slipway.postgres.backup.Backups;
import dev.slipway.postgres.restore.RestorePoints;
import dev.slipway.postgres.restore.Target;
import dev.slipway.postgres.testing.TestingClusters;
import dev.slipway.postgres.testing.TestingRepository;
import dev.slipway.postgres.wal.WalArchive;
import dev.slipway.postgres.wal.WalReceiver;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class LossTest {
  private static final InstantSource CLOCK = InstantSource.system();

  @Test
  void whatWouldBeLostIsCountedByTableFromTheLogItself() throws Exception {
    try (var testing = TestingClusters.bundled()) {
      var source = testing.provision("production");
      var repository = TestingRepository.in(testing, "repository");
      execute(
          source,
          "CREATE TABLE orders AS SELECT g AS id, 'x' AS text FROM generate_series(1, 100) g",
          "CREATE TABLE notes (id int, text text)");
      try (var receiver =
          WalReceiver.start(
              source::admin, new WalArchive(repository, 16 << 20), Duration.ofMillis(50), CLOCK)) {
        var backups = new Backups(source, repository, CLOCK);
        backups.take(BackupRequest.usual());
        execute(source, "INSERT INTO notes VALUES (0, 'kept')");
        var point = new RestorePoints(repository).create(source, "v2", "v2");
        var before = Instant.now();
        execute(
            source,
            "INSERT INTO orders SELECT g, 'new' FROM generate_series(101, 600) g",
            "UPDATE orders SET text = 'changed' WHERE id <= 20",
            "DELETE FROM orders WHERE id BETWEEN 21 AND 25",
            "INSERT INTO notes VALUES (1, repeat('long ', 20000))",
            "BEGIN; INSERT INTO notes VALUES (2, 'a'); SAVEPOINT s;"
                + " INSERT INTO notes VALUES (3, 'b'); ROLLBACK TO s;"
                + " INSERT INTO notes VALUES (4, 'c'); SAVEPOINT t;"
                + " INSERT INTO notes VALUES (5, 'd'); COMMIT",
            "BEGIN; INSERT INTO orders SELECT g, 'never' FROM generate_series(1, 999) g; ROLLBACK");
        assertThat(receiver.await(backups.position(), Duration.ofSeconds(60))).isTrue();

        var losses = new Losses(repository, Optional.of(source.admin()));
        var loss = losses.of(new Target.AtPoint(point)).loss();
        assertThat(loss.tables())
            .containsEntry("orders", new Loss.Rows(500, 20, 5))
            .containsEntry("notes", new Loss.Rows(4, 0, 0))
            .hasSize(2);
        assertThat(loss.transactions()).isEqualTo(5);
        assertThat(loss.complete()).isTrue();
        assertThat(loss.text()).isEqualTo("529 rows in 2 tables (orders 525 …)");
        assertThat(losses.of(new Target.AtTime(before)).loss().tables()).isEqualTo(loss.tables());
        assertThat(losses.of(new Target.AtTime(Instant.now())).loss().text()).isEqualTo("nothing");
        assertThat(losses.of(new Target.Latest()).loss().transactions()).isZero();
        assertThat(losses.window().orElseThrow().to()).isAfter(before);

        var withoutServer = new Losses(repository, Optional.empty());
        assertThat(withoutServer.of(new Target.AtPoint(point)).loss().rows())
            .isGreaterThanOrEqualTo(529);
      }
    }
  }
}
