package dev.slipway.postgres.cluster;

import static dev.slipway.postgres.testing.TestingClusters.query;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.postgres.testing.TestingClusters;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class ClusterWatchTest {
  @Test
  void aClusterThatWasKilledRunsAgainAndOneThatWasStoppedDoesNot() throws Exception {
    try (var testing = TestingClusters.bundled()) {
      var cluster = testing.provision("production");
      var stopped = testing.provision("staging");
      testing.clusters().stop(stopped.name());
      try (var watch =
          new ClusterWatch(testing.clusters(), Duration.ofMillis(100), InstantSource.system())
              .start()) {
        new ProcessBuilder("kill", "-KILL", Long.toString(cluster.pid())).start().waitFor();
        var deadline = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        while (watch.falls(cluster.name()).isEmpty() && System.nanoTime() < deadline) {
          Thread.onSpinWait();
        }
        assertThat(watch.falls(cluster.name()))
            .hasSize(1)
            .allMatch(fall -> fall.trouble().isEmpty());
        var again = testing.clusters().running(cluster.name()).orElseThrow();
        assertThat(again.pid()).isNotEqualTo(cluster.pid());
        assertThat(query(again.admin(), "SELECT 1")).isEqualTo("1");
        assertThat(testing.clusters().running(stopped.name())).isEmpty();
        assertThat(watch.falls(stopped.name())).isEmpty();
      }
    }
  }
}
