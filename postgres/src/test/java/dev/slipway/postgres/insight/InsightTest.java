package dev.slipway.postgres.insight;

import static dev.slipway.postgres.testing.TestingClusters.execute;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.postgres.cluster.ClusterRole;
import dev.slipway.postgres.testing.TestingClusters;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

final class InsightTest {
  @Test
  void whoBlocksWhomAndWhatCostsMostIsTold() throws Exception {
    try (var testing = TestingClusters.bundled()) {
      var running = testing.provision("production");
      execute(running, "CREATE TABLE orders AS SELECT g AS id FROM generate_series(1, 1000) g");
      var insight = new Insight(running);
      try (var holder = running.login(ClusterRole.MIGRATION).connect();
          var statement = holder.createStatement()) {
        holder.setAutoCommit(false);
        statement.execute("LOCK TABLE orders");
        var waiter = Thread.ofVirtual().start(() -> read(running.login(ClusterRole.READONLY)));
        var deadline = System.nanoTime() + 60_000_000_000L;
        while (insight.blocked().isEmpty() && System.nanoTime() < deadline) {
          Thread.sleep(20);
        }
        var blocked = insight.blocked().getFirst();
        assertThat(blocked.text())
            .contains("(ledger_readonly) waits for AccessShareLock on orders, held by")
            .contains("(ledger_migration, idle in transaction)");
        var status = insight.status();
        assertThat(status.connections().idleInTransaction()).isEqualTo(1);
        assertThat(status.connections().waiting()).isEqualTo(1);
        assertThat(status.longestTransaction()).isPresent();
        assertThat(status.headroom().bytes()).isPositive();
        holder.rollback();
        waiter.join();
      }
      assertThat(insight.blocked()).isEmpty();
      assertThat(insight.slowest(50))
          .anySatisfy(slow -> assertThat(slow.query()).contains("generate_series"));
    }
  }

  private static void read(dev.slipway.postgres.cluster.Login login) {
    try {
      TestingClusters.query(login, "SELECT count(*) FROM orders");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
