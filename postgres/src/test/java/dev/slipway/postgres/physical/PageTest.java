package dev.slipway.postgres.physical;

import static dev.slipway.postgres.testing.TestingClusters.execute;
import static dev.slipway.postgres.testing.TestingClusters.query;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.postgres.testing.TestingClusters;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** Pages that PostgreSQL wrote, not ones that we made up. */
final class PageTest {
  @Test
  void pagesOfARealServerAreWholeAndAFlippedBitIsSeen() throws Exception {
    try (var testing = TestingClusters.bundled()) {
      var running = testing.provision("development");
      execute(running, "CREATE TABLE t AS SELECT g FROM generate_series(1, 20000) g");
      execute(running.admin(), "CHECKPOINT");
      var path = query(running.admin(), "SELECT pg_relation_filepath('t')");
      var bytes = Files.readAllBytes(running.dataDirectory().resolve(path));
      var buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
      var page = new Page();
      assertThat(bytes.length).isGreaterThan(10 * Page.SIZE);
      for (var at = 0; at < bytes.length; at += Page.SIZE) {
        assertThat(page.isWhole(buffer, at, at / Page.SIZE)).isTrue();
        if (Page.isNew(buffer, at)) {
          continue;
        }
        assertThat(page.isWhole(buffer, at, at / Page.SIZE + 1)).isFalse();
        buffer.put(at + 100, (byte) (buffer.get(at + 100) ^ 4));
        assertThat(page.isWhole(buffer, at, at / Page.SIZE)).isFalse();
      }
      assertThat(new DataFile("base/5/16384.2", 1, 1, 1).firstBlock()).isEqualTo(262144);
      assertThat(new DataFile("base/5/16384_fsm", 1, 1, 1).isMainFork()).isFalse();
      assertThat(new DataFile("pg_xact/0000", 1, 1, 1).hasPages()).isFalse();
    }
  }
}
