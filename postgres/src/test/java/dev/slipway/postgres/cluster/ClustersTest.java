package dev.slipway.postgres.cluster;

import static dev.slipway.postgres.testing.TestingClusters.execute;
import static dev.slipway.postgres.testing.TestingClusters.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.postgres.testing.TestingClusters;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class ClustersTest {
  private static final ClusterName NAME = new ClusterName("ledger", "development");
  private static TestingClusters testing;
  private static RunningCluster running;

  @BeforeAll
  static void provision() throws Exception {
    testing = TestingClusters.bundled();
    running =
        testing
            .clusters()
            .provision(
                ClusterSpec.of(NAME)
                    .with(List.of("pgcrypto", "pg_trgm", "uuid-ossp"), List.of("sales")));
    execute(
        running,
        "CREATE TABLE IF NOT EXISTS sales.orders"
            + " (id int PRIMARY KEY, tenant text NOT NULL, amount numeric)");
  }

  @AfterAll
  static void close() throws Exception {
    testing.close();
  }

  @Test
  void rolesHaveTheRightsOfTheirWorkAndNoMore() throws Exception {
    var readwrite = running.login(ClusterRole.READWRITE);
    var readonly = running.login(ClusterRole.READONLY);
    execute(readwrite, "INSERT INTO sales.orders VALUES (1, 'a', 10)");
    assertThat(query(readonly, "SELECT amount FROM sales.orders WHERE id = 1")).isEqualTo("10");
    assertThatThrownBy(() -> execute(readonly, "DELETE FROM sales.orders"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("permission denied");
    assertThatThrownBy(() -> execute(readwrite, "CREATE TABLE sales.more (id int)"))
        .hasMessageContaining("permission denied");
    assertThatThrownBy(() -> execute(readwrite, "ALTER TABLE sales.orders ADD COLUMN x int"))
        .hasMessageContaining("must be owner");
    assertThatThrownBy(() -> readwrite.to("postgres").connect())
        .hasMessageContaining("permission denied for database");
    assertThat(
            query(running.admin(), "SELECT tableowner FROM pg_tables WHERE tablename = 'orders'"))
        .isEqualTo("ledger_owner");
  }

  @Test
  void aWrongPasswordOpensNothing() {
    var login = running.login(ClusterRole.READWRITE);
    var wrong = new Login(login.host(), login.port(), login.database(), login.user(), "guess");
    assertThatThrownBy(wrong::connect).hasMessageContaining("password authentication failed");
  }

  @Test
  void nothingBesideTheClusterCanBeReadByOthers() throws Exception {
    var file = testing.clusters().folder(NAME).resolve("cluster.json");
    assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
    assertThat(Files.readString(file))
        .doesNotContain(running.login(ClusterRole.READWRITE).password());
    assertThat(Files.getPosixFilePermissions(running.dataDirectory())).hasSize(3);
  }

  @Test
  void auditAndTenantFunctionsDoWhatTheySay() throws Exception {
    execute(
        running,
        "CREATE TABLE IF NOT EXISTS sales.notes (id int, tenant text)",
        "SELECT slipway.audit_table('sales.notes')",
        "SELECT slipway.isolate_tenants('sales.notes', 'tenant')");
    var readwrite = running.login(ClusterRole.READWRITE);
    try (var connection = readwrite.connect();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("SET LOCAL slipway.tenant = 'acme'");
      statement.execute("SET LOCAL slipway.actor = 'ann'");
      statement.execute("INSERT INTO sales.notes VALUES (1, 'acme')");
      connection.commit();
    }
    assertThat(query(readwrite, "SELECT count(*) FROM sales.notes")).isEqualTo("0");
    assertThatThrownBy(() -> execute(readwrite, "INSERT INTO sales.notes VALUES (2, 'other')"))
        .hasMessageContaining("row-level security");
    assertThat(
            query(
                running.admin(),
                "SELECT actor || ' ' || operation || ' ' || (new_row ->> 'tenant')"
                    + " FROM slipway.audit WHERE relation = 'sales.notes'"))
        .isEqualTo("ann INSERT acme");
  }

  @Test
  void anUnknownExtensionIsNamedWithTheOneThatWasMeant() {
    var spec = ClusterSpec.of(NAME).with(List.of("pgcripto"), List.of("sales"));
    assertThatThrownBy(() -> testing.clusters().provision(spec))
        .hasMessageContaining(
            "ledger@development/extensions: this PostgreSQL doesn't have pgcripto")
        .hasMessageContaining("did you mean pgcrypto?");
  }

  @Test
  void anotherProcessFindsTheSameCluster() {
    var other = testing.again();
    assertThat(other.running(NAME).orElseThrow().url()).isEqualTo(running.url());
    assertThat(other.start(NAME).pid()).isEqualTo(running.pid());
    assertThat(other.all()).extracting(Cluster::name).contains(NAME);
  }

  @Test
  void aKilledClusterIsRevivedOnItsPortAndOneThatWasDeletedIsGone() throws Exception {
    var name = new ClusterName("ledger", "short-lived");
    var clusters = testing.clusters();
    var first = clusters.provision(ClusterSpec.of(name));
    execute(first, "CREATE TABLE kept (id int)", "INSERT INTO kept VALUES (42)");
    ProcessHandle.of(first.pid()).orElseThrow().destroyForcibly();
    ProcessHandle.of(first.pid()).ifPresent(process -> process.onExit().join());
    assertThat(clusters.revive()).containsExactly(name);
    var second = clusters.running(name).orElseThrow();
    assertThat(query(second.login(ClusterRole.READONLY), "SELECT id FROM kept")).isEqualTo("42");
    assertThat(second.url()).isEqualTo(first.url());

    assertThatThrownBy(() -> clusters.delete(name, "ledger"))
        .hasMessageContaining("not deleted, because \"ledger\" is not its name");
    clusters.delete(name, "ledger@short-lived");
    assertThat(clusters.find(name)).isEmpty();
    assertThat(clusters.folder(name)).doesNotExist();
    assertThatThrownBy(() -> clusters.get(name)).hasMessageContaining("there is no such cluster");
  }
}
