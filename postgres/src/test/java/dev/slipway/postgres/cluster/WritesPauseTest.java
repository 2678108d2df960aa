package dev.slipway.postgres.cluster;

import static dev.slipway.postgres.testing.TestingClusters.execute;
import static dev.slipway.postgres.testing.TestingClusters.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.postgres.branch.Branches;
import dev.slipway.postgres.testing.TestingClusters;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class WritesPauseTest {
  private static final ClusterName NAME = new ClusterName("ledger", "live");
  private static final String WRITE = "INSERT INTO notes VALUES ('x')";
  private static TestingClusters testing;
  private static RunningCluster running;
  private static Login application;

  @BeforeAll
  static void provision() throws Exception {
    testing = TestingClusters.bundled();
    running = testing.clusters().provision(ClusterSpec.of(NAME));
    application = running.login(ClusterRole.READWRITE);
    execute(running, "CREATE TABLE notes (note text)");
  }

  @AfterAll
  static void close() throws Exception {
    testing.close();
  }

  @Test
  void theApplicationReadsAndWritesNothingUntilItMayAgain() throws Exception {
    var pause = new WritesPause(running);
    try (var pooled = application.connect();
        var busy = application.connect()) {
      // Given a connection that a pool keeps, and one in the middle of a transaction
      select(pooled);
      busy.setAutoCommit(false);
      write(busy);

      // When writing is paused, the transaction may end meanwhile
      var pausing = Thread.ofVirtual().start(pause::begin);
      awaitEnd(pooled);
      busy.commit();
      assertThat(pausing.join(Duration.ofSeconds(30))).isTrue();
      awaitEnd(busy);
    }
    assertThat(query(application, "SELECT count(*) FROM notes")).isEqualTo("1");
    assertThatThrownBy(() -> execute(application, WRITE))
        .isInstanceOf(SQLException.class)
        .extracting(e -> ((SQLException) e).getSQLState())
        .isEqualTo("25006");

    try (var reading = application.connect()) {
      // Asked for again it disturbs nobody, and our own work goes on
      pause.begin();
      select(reading);
      execute(running, "ALTER TABLE notes ADD COLUMN more int");

      // A copy is nobody's to protect
      var copies = testing.again("copies");
      var branches = new Branches(testing.clusters(), copies, InstantSource.system());
      try (var branch = branches.create(NAME)) {
        execute(branch.cluster().login(ClusterRole.READWRITE), WRITE);
      }

      // When it may write again, connections that could not are ended too
      pause.end();
      awaitEnd(reading);
    }
    execute(application, WRITE);
    pause.end();
    assertThat(query(application, "SELECT count(*) FROM notes")).isEqualTo("2");
  }

  private static void write(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(WRITE.replace("notes", "notes (note)"));
    }
  }

  private static void select(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("SELECT 1");
    }
  }

  private static void awaitEnd(Connection connection) throws Exception {
    var end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (connection.isValid(5)) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.onSpinWait();
    }
  }
}
