package dev.slipway.postgres.branch;

import static dev.slipway.postgres.testing.TestingClusters.execute;
import static dev.slipway.postgres.testing.TestingClusters.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.postgres.cluster.ClusterName;
import dev.slipway.postgres.cluster.ClusterRole;
import dev.slipway.postgres.cluster.Login;
import dev.slipway.postgres.cluster.RunningCluster;
import dev.slipway.postgres.testing.TestingClusters;
import dev.slipway.postgres.testing.Writers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class BranchesTest {
  private static TestingClusters testing;
  private static RunningCluster source;
  private static Branches branches;

  @BeforeAll
  static void provision() throws Exception {
    testing = TestingClusters.bundled();
    source = testing.provision("production");
    branches = new Branches(testing.clusters(), testing.again("branches"), InstantSource.system());
    execute(
        source,
        "CREATE TABLE items AS SELECT g AS id, repeat('x', 100) AS text"
            + " FROM generate_series(1, 50000) g",
        "CREATE UNLOGGED TABLE scratch AS SELECT 1 AS id");
  }

  @AfterAll
  static void close() throws Exception {
    for (var branch : branches.all()) {
      branches.delete(branch.name());
    }
    testing.close();
  }

  @Test
  void aBranchHoldsEveryAcknowledgedRowAndIsWritableAloneWhileTheSourceIsWrittenTo()
      throws Exception {
    try (var writers = Writers.start(source, 3)) {
      writers.awaitCommits(200);
      var before = writers.acknowledged();
      try (var branch = branches.create(source.name())) {
        var login = branch.cluster().login(ClusterRole.MIGRATION);
        assertThat(writers.rowsIn(login)).containsAll(before);
        assertThat(query(login, "SELECT count(*) FROM items")).isEqualTo("50000");
        assertThat(query(login, "SELECT count(*) FROM scratch")).isEqualTo("0");
        execute(login, "DROP TABLE items");
        assertThat(query(source.admin(), "SELECT count(*) FROM items")).isEqualTo("50000");
        assertThat(branch.took()).isLessThan(Duration.ofSeconds(60));
      }
      assertThat(branches.all()).isEmpty();
    }
  }

  @Test
  void thePasswordsOfTheSourceOpenNoBranch() throws Exception {
    try (var branch = branches.create(source.name())) {
      for (var role : ClusterRole.values()) {
        var ours = source.login(role);
        var tried =
            new Login(
                ours.host(),
                branch.cluster().port(),
                ours.database(),
                ours.user(),
                ours.password());
        assertThatThrownBy(tried::connect).hasMessageContaining("password authentication failed");
      }
    }
  }

  @Test
  void whatACrashLeftUnfinishedIsSwept() throws Exception {
    var copies = testing.again("crashed");
    var crashing = new Branches(testing.clusters(), copies, InstantSource.system());
    var branch = crashing.create(source.name());
    var file = copies.folder(branch.cluster().name()).resolve("cluster.json");
    copies.stop(branch.cluster().name());
    var text = java.nio.file.Files.readString(file);
    java.nio.file.Files.writeString(
        file, text.replaceAll("\"readyAt\" : \"[^\"]*\"", "\"readyAt\" : null"));
    assertThatThrownBy(() -> copies.start(branch.cluster().name()))
        .hasMessageContaining("its branch of ledger@production was never finished");
    assertThat(crashing.sweep(Set.of())).containsExactly(branch.cluster().name());
    assertThat(copies.all()).isEmpty();
  }

  @Test
  void onlyWhatRunsCanBeBranched() {
    assertThatThrownBy(() -> branches.create(new ClusterName("ledger", "prodction")))
        .hasMessageContaining("did you mean ledger@production?");
  }
}
