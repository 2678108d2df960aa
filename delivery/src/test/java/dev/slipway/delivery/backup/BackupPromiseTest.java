package dev.slipway.delivery.backup;

import static dev.slipway.delivery.testing.TestingClusters.execute;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.delivery.database.DataFeed;
import dev.slipway.delivery.database.EnvironmentDatabases;
import dev.slipway.delivery.testing.TestingClusters;
import dev.slipway.manifest.ManifestReader;
import dev.slipway.manifest.resolved.ResolvedEnvironment;
import dev.slipway.postgres.cluster.RunningCluster;
import dev.slipway.postgres.drill.Drills;
import dev.slipway.postgres.drill.SmokeCheck;
import dev.slipway.postgres.mask.MaskSeed;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A database that has no backup, an old one, or none that was proven, by its real repository. */
final class BackupPromiseTest {
  private final Instant begin = Instant.now();
  private Duration later = Duration.ZERO;
  private TestingClusters testing;
  private DatabaseBackups backups;

  @BeforeEach
  void open() throws Exception {
    testing = new TestingClusters();
    backups =
        new DatabaseBackups(
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

  private static ResolvedEnvironment production(String backup) {
    return ManifestReader.parse(
            "slipway.yaml",
            """
            app: ledger
            services:
              web: { start: ./serve }
            databases:
              main: {}
            environments:
              production: { backup: %s }
              staging: { backup: %s }
            """
                .formatted(backup, backup))
        .orThrow()
        .environment("production")
        .orElseThrow();
  }

  private EnvironmentDatabases databases() {
    var seed = new MaskSeed(testing.clusters(), TestingClusters.SEALER);
    return new EnvironmentDatabases(
        testing.clusters(), new DataFeed(testing.clusters(), seed, InstantSource.system()));
  }

  private Optional<String> broken(ResolvedEnvironment environment) {
    var promise = new BackupPromise(databases(), backups, () -> begin.plus(later));
    return promise.broken(environment, "main", begin);
  }

  private RunningCluster filled(ResolvedEnvironment environment) throws Exception {
    var cluster = databases().ensure(environment, "main");
    later = Duration.ofHours(30);
    assertThat(broken(environment)).describedAs("nothing to lose").isEmpty();
    execute(cluster, "CREATE TABLE orders AS SELECT generate_series(1, 50) AS id");
    return cluster;
  }

  @Test
  void whatWasNeverBackedUpNotProvenOrIsTooOldIsTold() throws Exception {
    var environment = production("24h");
    var cluster = filled(environment);
    later = Duration.ofMinutes(90);
    assertThat(broken(environment)).describedAs("the first is on its way").isEmpty();
    later = Duration.ofHours(3);
    assertThat(broken(environment)).contains("it was never backed up, and has served for 3 h");

    backups.take(cluster, bytes -> {});
    later = Duration.ofHours(1);
    assertThat(broken(environment)).isEmpty();
    later = Duration.ofHours(3);
    assertThat(broken(environment).orElseThrow())
        .matches("the backup of (3|2) h.* ago is not proven");

    new Drills(
            backups.repository(cluster.name()),
            testing.in("drills"),
            SmokeCheck.none(),
            InstantSource.system())
        .runNewest(Optional.of(cluster));
    assertThat(broken(environment)).isEmpty();
    later = Duration.ofHours(27);
    assertThat(broken(environment).orElseThrow()).matches("the newest backup is 1 d.* old");
  }

  @Test
  void productionThatAsksForNoneIsTold() throws Exception {
    var environment = production("never");
    filled(environment);
    later = Duration.ZERO;
    assertThat(broken(environment))
        .contains("no backup is ever taken: slipway.yaml says backup: never");
  }
}
