package dev.slipway.delivery.database;

import static dev.slipway.delivery.testing.TestingClusters.execute;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.delivery.testing.TestingClusters;
import dev.slipway.manifest.ManifestReader;
import dev.slipway.manifest.Reading;
import dev.slipway.postgres.cluster.ClusterRole;
import dev.slipway.postgres.mask.MaskSeed;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

final class FallenDatabaseTest {
  private static final String MANIFEST =
      """
      app: ledger
      services:
        web: { build: "true", start: ./run, health: / }
      databases:
        main: {}
      """;

  @Test
  void isReachedByWhoNeedsItsAddressUnlessSomebodyStoppedIt() throws Exception {
    try (var testing = new TestingClusters()) {
      var clusters = testing.clusters();
      var seeds = new MaskSeed(clusters, TestingClusters.SEALER);
      var feed = new DataFeed(clusters, seeds, InstantSource.system());
      var databases = new EnvironmentDatabases(clusters, feed);
      var manifest = ((Reading.Good) ManifestReader.parse("slipway.yaml", MANIFEST)).manifest();
      var environment = manifest.environment("development").orElseThrow();
      var before = databases.ensure(environment, "main");
      execute(before, "CREATE TABLE accounts (id int PRIMARY KEY)");

      ProcessHandle.of(before.pid()).ifPresent(ProcessHandle::destroyForcibly);
      var reached = databases.reach(environment, "main").orElseThrow();
      try (var connection = reached.logins().get(ClusterRole.READWRITE).connect()) {
        assertThat(connection.isValid(5)).isTrue();
      }

      clusters.stop(before.name());
      assertThat(databases.reach(environment, "main")).isEmpty();
    }
  }
}
