package dev.slipway.delivery.database;

import static dev.slipway.delivery.testing.TestingClusters.execute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.delivery.testing.TestingClusters;
import dev.slipway.kit.ProblemException;
import dev.slipway.manifest.ManifestReader;
import dev.slipway.manifest.Reading;
import dev.slipway.manifest.resolved.ResolvedEnvironment;
import dev.slipway.postgres.cluster.ClusterRole;
import dev.slipway.postgres.cluster.RunningCluster;
import dev.slipway.postgres.mask.MaskSeed;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class DataFeedTest {
  private static final String MANIFEST =
      """
      app: ledger
      services:
        web: { build: "true", start: ./run, health: / }
      databases:
        main:
          migrations: migrations
          mask: { public.people.mail: email }
      environments:
        production: {}
        staging:
          databases: { main: { source: { kind: masked, from: production } } }
        trial:
          databases: { main: { source: { kind: copy, from: production } } }
        beside:
          databases: { main: { source: { kind: shared, from: staging } } }
      """;

  private TestingClusters testing;
  private EnvironmentDatabases databases;

  @BeforeEach
  void open() throws Exception {
    testing = new TestingClusters();
    var seeds = new MaskSeed(testing.clusters(), TestingClusters.SEALER);
    databases =
        new EnvironmentDatabases(
            testing.clusters(), new DataFeed(testing.clusters(), seeds, InstantSource.system()));
  }

  @AfterEach
  void close() throws Exception {
    testing.close();
  }

  @Test
  void anEnvironmentIsFedOnceMaskedAndLivesOnByItself() throws Exception {
    var production = databases.ensure(environment("production"), "main");
    execute(production, "CREATE TABLE people (id int PRIMARY KEY, mail text)");
    execute(production, "INSERT INTO people VALUES (1, 'ann@example.org')");

    var staging = environment("staging");
    assertThat(databases.comingFrom(staging, "main")).contains(production.name());
    var fed = databases.feed(staging, "main").orElseThrow();
    assertThat(fed.text()).startsWith("a masked copy of ledger@production after ");
    var copy = databases.ensure(staging, "main");
    assertThat(text(copy, "SELECT mail FROM people")).contains("@").isNotEqualTo("ann@example.org");
    assertThat(text(copy, "SHOW fsync")).isEqualTo("on");
    assertThat(copy.cluster().origin()).isNotNull();
    assertThat(copy.cluster().origin().expiresAt()).isNull();
    assertThat(copy.cluster().origin().proof()).startsWith("masked: 1 columns in 1 rows");

    // Its own from now on: a second deployment leaves it as it is.
    execute(copy, "INSERT INTO people VALUES (2, 'bob@example.org')");
    assertThat(databases.feed(staging, "main")).isEmpty();
    assertThat(text(databases.ensure(staging, "main"), "SELECT count(*) FROM people"))
        .isEqualTo("2");
    assertThat(text(production, "SELECT count(*) FROM people")).isEqualTo("1");

    // Where it is to be shared, it is the other environment's itself.
    assertThat(databases.ensure(environment("beside"), "main").name()).isEqualTo(copy.name());
  }

  @Test
  void whatCantBeMaskedIsNotLetInAndIsMadeAnewWhenItCan() throws Exception {
    var production = databases.ensure(environment("production"), "main");
    execute(production, "CREATE TABLE people (id int PRIMARY KEY, mail text, phone text)");
    execute(production, "INSERT INTO people VALUES (1, 'ann@example.org', '+44 20 7946 0958')");

    assertThatThrownBy(() -> databases.feed(environment("staging"), "main"))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("phone");
    assertThat(databases.exists(environment("staging"), "main")).isFalse();

    // A copy as it is was asked for elsewhere, and gets it.
    var trial = environment("trial");
    assertThat(databases.feed(trial, "main").orElseThrow().text())
        .startsWith("a copy of ledger@production");
    var plain = databases.ensure(trial, "main");
    assertThat(text(plain, "SELECT mail FROM people")).isEqualTo("ann@example.org");
    assertThat(plain.cluster().origin()).isNotNull();
    assertThat(plain.cluster().origin().proof()).isNull();

    execute(production, "ALTER TABLE people DROP COLUMN phone");
    assertThat(databases.feed(environment("staging"), "main")).isPresent();
  }

  @Test
  void withNothingToCopyItIsMadeEmpty() {
    assertThat(databases.comingFrom(environment("staging"), "main")).isEmpty();
    assertThat(databases.feed(environment("staging"), "main")).isEmpty();
    assertThat(databases.ensure(environment("staging"), "main").name())
        .hasToString("ledger@staging");
  }

  private static ResolvedEnvironment environment(String name) {
    var reading = ManifestReader.parse("slipway.yaml", MANIFEST);
    assertThat(reading).isInstanceOf(Reading.Good.class);
    return ((Reading.Good) reading).manifest().environment(name).orElseThrow();
  }

  private static String text(RunningCluster cluster, String sql) throws Exception {
    try (var connection = cluster.login(ClusterRole.MIGRATION).connect();
        var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}
