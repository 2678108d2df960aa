package dev.slipway.migration.apply;

import static dev.slipway.migration.TestingMigrations.database;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.migration.Rows;
import dev.slipway.migration.TestingMigrations;
import dev.slipway.migration.history.History;
import dev.slipway.migration.history.Status;
import dev.slipway.migration.plan.Basis;
import dev.slipway.migration.plan.Budget;
import dev.slipway.migration.plan.Plan;
import dev.slipway.migration.plan.Thresholds;
import dev.slipway.migration.rehearse.Rehearsal;
import dev.slipway.migration.rehearse.Rehearsal.Existing;
import dev.slipway.migration.source.MigrationSet;
import dev.slipway.postmaster.testing.TestDatabase;
import dev.slipway.postmaster.testing.TestingPostgres;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ApplicationTest {

  /** What somebody listening was told. */
  private static final class Told implements Listener {
    final CopyOnWriteArrayList<Blocker> blockers = new CopyOnWriteArrayList<>();
    final CopyOnWriteArrayList<Blocker> ended = new CopyOnWriteArrayList<>();
    final CountDownLatch retried = new CountDownLatch(2);

    @Override
    public void blocked(Blocker blocker) {
      blockers.add(blocker);
    }

    @Override
    public void ended(Blocker blocker) {
      ended.add(blocker);
    }

    @Override
    public void retries(dev.slipway.migration.source.Migration migration, String why) {
      retried.countDown();
    }
  }

  /** Rehearses on a copy that is made from the database as it is. */
  private static Plan plan(TestDatabase target, MigrationSet set, String schema) throws Exception {
    try (var copy = TestingPostgres.freshDatabase()) {
      execute(copy, schema);
      execute(target, schema);
      var rehearsal = Rehearsal.on(database(copy), set, "", Existing.BEFORE_ALL);
      return Plan.of(rehearsal, Basis.whole("a test"), Thresholds.standard(), Budget.standard());
    }
  }

  private static void execute(TestDatabase database, String sql) throws SQLException {
    if (!sql.isEmpty()) {
      try (var connection = database.connect()) {
        Rows.execute(connection, sql);
      }
    }
  }

  private static Application application(
      TestDatabase target, MigrationSet set, Policy policy, Listener listener) {
    return new Application(database(target), set, "", policy, listener);
  }

  @Test
  void aPlanIsAppliedOnceAndPredictedStandsBesideActual() throws Exception {
    try (var target = TestingPostgres.freshDatabase();
        var files =
            TestingMigrations.empty()
                .with("1_a.sql", "CREATE TABLE a (id int); INSERT INTO a VALUES (1), (2);")
                .with(
                    "2_b.sql",
                    "CREATE INDEX CONCURRENTLY a_id ON a (id);\nALTER TABLE a ADD b int;")) {
      var plan = plan(target, files.read(), "");
      var application = application(target, files.read(), Policy.standard(), Listener.SILENT);
      var outcome = application.apply(plan);
      assertThat(outcome.failure()).isEmpty();
      assertThat(outcome.in()).hasSize(2);
      assertThat(outcome.statements()).hasSize(4);
      assertThat(outcome.statements()).allSatisfy(one -> assertThat(one.predicted()).isPresent());
      assertThat(application.apply(plan).in()).isEmpty();
      try (var connection = target.connect()) {
        assertThat(Rows.text(connection, "SELECT count(*) FROM a")).isEqualTo("2");
        var status =
            Status.of(connection, files.read(), History.of(files.read().layout(), connection, ""));
        assertThat(status.isInSync()).isTrue();
      }
    }
  }

  @Test
  void aBlockerIsNamedTrafficGoesOnAndTheMigrationEndsWell() throws Exception {
    try (var target = TestingPostgres.freshDatabase();
        var files = TestingMigrations.empty().with("1_a.sql", "ALTER TABLE a ADD b int")) {
      var plan = plan(target, files.read(), "CREATE TABLE a (id int)");
      var told = new Told();
      try (var holder = target.connect();
          var reader = target.connect()) {
        holder.setAutoCommit(false);
        Rows.execute(holder, "SET application_name = 'nightly report'; SELECT * FROM a");
        var running =
            CompletableFuture.supplyAsync(
                () -> application(target, files.read(), Policy.standard(), told).apply(plan));
        assertThat(told.retried.await(20, TimeUnit.SECONDS)).isTrue();
        var begun = System.nanoTime();
        Rows.text(reader, "SELECT count(*) FROM a");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
        holder.commit();
        assertThat(running.get(30, TimeUnit.SECONDS).failure()).isEmpty();
      }
      assertThat(told.blockers).hasSize(1);
      assertThat(told.blockers.getFirst().sentence())
          .contains("nightly report")
          .contains("idle in transaction")
          .contains("SELECT * FROM a");
    }
  }

  @Test
  void whoHoldsOnTooLongIsEndedIfThePolicySaysSo() throws Exception {
    try (var target = TestingPostgres.freshDatabase();
        var files = TestingMigrations.empty().with("1_a.sql", "ALTER TABLE a ADD b int")) {
      var plan = plan(target, files.read(), "CREATE TABLE a (id int)");
      var told = new Told();
      try (var holder = target.connect()) {
        holder.setAutoCommit(false);
        Rows.execute(holder, "SELECT * FROM a");
        var standard = Policy.standard();
        var policy =
            new Policy(
                standard.patience(), standard.waitForOthers(), Optional.of(Duration.ofMillis(300)));
        assertThat(application(target, files.read(), policy, told).apply(plan).failure()).isEmpty();
      }
      assertThat(told.ended).hasSize(1);
    }
  }

  @Test
  void aStatementThatLeavesItsBudgetIsRolledBack() throws Exception {
    try (var target = TestingPostgres.freshDatabase();
        var files = TestingMigrations.empty().with("1_a.sql", "UPDATE a SET id = id + 1")) {
      var plan = plan(target, files.read(), "CREATE TABLE a (id int); INSERT INTO a VALUES (1)");
      execute(target, "INSERT INTO a SELECT generate_series(1, 5000)");
      var outcome =
          application(target, files.read(), Policy.standard(), Listener.SILENT).apply(plan);
      assertThat(outcome.failure().orElseThrow().text())
          .contains("1_a.sql:1: left its budget and was rolled back")
          .contains("5001 rows instead of 1, its budget is 1000");
      assertThat(outcome.open()).hasSize(1);
      try (var connection = target.connect()) {
        assertThat(Rows.text(connection, "SELECT min(id) FROM a")).isEqualTo("1");
      }
    }
  }

  @Test
  void aLockThatWasNotRehearsedIsNotKept() throws Exception {
    var schema =
        """
        CREATE TABLE a (id int); CREATE TABLE b (id int);
        CREATE TABLE switch (on_ boolean);
        """;
    try (var target = TestingPostgres.freshDatabase();
        var files =
            TestingMigrations.empty()
                .with(
                    "1_a.sql",
                    "DO $$ BEGIN IF EXISTS (SELECT FROM switch) THEN ALTER TABLE b ADD c int;"
                        + " ELSE ALTER TABLE a ADD c int; END IF; END $$")) {
      var plan = plan(target, files.read(), schema);
      execute(target, "INSERT INTO switch VALUES (true)");
      var outcome =
          application(target, files.read(), Policy.standard(), Listener.SILENT).apply(plan);
      assertThat(outcome.failure().orElseThrow().text())
          .contains("it locks public.b against reads, which it did not in rehearsal");
    }
  }

  @Test
  void aDatabaseThatChangedSinceThePlanIsLeftAlone() throws Exception {
    try (var target = TestingPostgres.freshDatabase();
        var files = TestingMigrations.empty().with("1_a.sql", "ALTER TABLE a ADD b int")) {
      var plan = plan(target, files.read(), "CREATE TABLE a (id int)");
      execute(target, "ALTER TABLE a ADD z int");
      var application = application(target, files.read(), Policy.standard(), Listener.SILENT);
      assertThat(application.apply(plan).failure().orElseThrow().text())
          .contains("the schema is not the one that the plan starts from");
      files.with("2_b.sql", "SELECT 1");
      assertThat(
              application(target, files.read(), Policy.standard(), Listener.SILENT)
                  .apply(plan)
                  .failure()
                  .orElseThrow()
                  .text())
          .contains("pending is now [1, 2], planned was [1]");
    }
  }

  @Test
  void aBackfillInBatchesEndsWhenNoRowIsLeft() throws Exception {
    try (var target = TestingPostgres.freshDatabase();
        var files =
            TestingMigrations.empty()
                .with(
                    "1_fill.sql",
                    """
                    -- slipway:batch
                    UPDATE a SET b = 1 WHERE id IN (SELECT id FROM a WHERE b IS NULL LIMIT 100);
                    """)) {
      var plan =
          plan(
              target,
              files.read(),
              "CREATE TABLE a (id int, b int); INSERT INTO a SELECT generate_series(1, 950)");
      var outcome =
          application(target, files.read(), Policy.standard(), Listener.SILENT).apply(plan);
      assertThat(outcome.failure()).isEmpty();
      assertThat(outcome.statements()).hasSize(11);
      try (var connection = target.connect()) {
        assertThat(Rows.text(connection, "SELECT count(*) FROM a WHERE b IS NULL")).isEqualTo("0");
      }
    }
  }

  @Test
  void onlyOneApplicationRunsAndTheOtherLearnsWho() throws Exception {
    try (var target = TestingPostgres.freshDatabase();
        var files = TestingMigrations.empty().with("1_a.sql", "SELECT 1")) {
      var plan = plan(target, files.read(), "");
      try (var other = database(target).connect("slipway migrate of somebody")) {
        Rows.execute(other, "SELECT pg_advisory_lock(" + 0x534c4950 + ", hashtext(''))");
        var policy =
            new Policy(Policy.standard().patience(), Duration.ofMillis(300), Optional.empty());
        var outcome = application(target, files.read(), policy, Listener.SILENT).apply(plan);
        assertThat(outcome.failure().orElseThrow().text())
            .contains("applied by somebody else")
            .contains("slipway migrate of somebody");
      }
    }
  }

  @Test
  void everyToolsHistoryIsKept() throws Exception {
    for (var layout :
        List.of(
            List.of("20240101000000_a/migration.sql", "_prisma_migrations"),
            List.of("V1__a.sql", "flyway_schema_history"),
            List.of("2024-01-01-000000_a/up.sql", "__diesel_schema_migrations"),
            List.of("1_a.up.sql", "schema_migrations"))) {
      try (var target = TestingPostgres.freshDatabase();
          var files = TestingMigrations.empty().with(layout.get(0), "CREATE TABLE a (id int)")) {
        var plan = plan(target, files.read(), "");
        var outcome =
            application(target, files.read(), Policy.standard(), Listener.SILENT).apply(plan);
        assertThat(outcome.failure()).isEmpty();
        try (var connection = target.connect()) {
          assertThat(Rows.text(connection, "SELECT count(*) FROM " + layout.get(1))).isEqualTo("1");
          var set = files.read();
          assertThat(
                  Status.of(connection, set, History.of(set.layout(), connection, "")).isInSync())
              .isTrue();
        }
      }
    }
  }
}
