package dev.slipway.migration.apply;

import static dev.slipway.migration.TestingMigrations.database;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.migration.Rows;
import dev.slipway.migration.TestingMigrations;
import dev.slipway.migration.plan.Basis;
import dev.slipway.migration.plan.Budget;
import dev.slipway.migration.plan.Plan;
import dev.slipway.migration.plan.Thresholds;
import dev.slipway.migration.rehearse.Rehearsal;
import dev.slipway.migration.rehearse.Rehearsal.Existing;
import dev.slipway.postmaster.testing.TestDatabase;
import dev.slipway.postmaster.testing.TestingPostgres;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Somebody cancels while the server works. */
class StopTest {
  private static final String SCHEMA = "CREATE TABLE a (id int); CREATE TABLE slow (id int);";

  /** At once where {@code slow} is empty, as on the copy; ten minutes where it isn't. */
  private static final String SLEEPS = "SELECT pg_sleep(600 * (SELECT count(*) FROM slow));";

  @Test
  void theStatementThatRunsEndsWhatWasInStaysAndTheNextTimeGoesOn() throws Exception {
    try (var target = TestingPostgres.freshDatabase();
        var copy = TestingPostgres.freshDatabase();
        var files =
            TestingMigrations.empty()
                .with("1_a.sql", "ALTER TABLE a ADD b int;")
                .with("2_c.sql", "ALTER TABLE a ADD c int;\n" + SLEEPS)) {
      execute(copy, SCHEMA);
      execute(target, SCHEMA);
      var rehearsal = Rehearsal.on(database(copy), files.read(), "", Existing.BEFORE_ALL);
      var plan =
          Plan.of(rehearsal, Basis.whole("a test"), Thresholds.standard(), Budget.standard());
      execute(target, "INSERT INTO slow VALUES (1)");

      var stop = new CompletableFuture<Runnable>();
      Listener told =
          new Listener() {
            @Override
            public void stoppableBy(Runnable how) {
              stop.complete(how);
            }
          };
      var set = files.read();
      var applying =
          CompletableFuture.supplyAsync(
              () ->
                  new Application(database(target), set, "", Policy.standard(), told).apply(plan));
      awaitSleep(target);
      stop.get(60, TimeUnit.SECONDS).run();
      var outcome = applying.get(60, TimeUnit.SECONDS);

      assertThat(outcome.in()).hasSize(1);
      assertThat(outcome.failure().orElseThrow().fact()).contains("2_c.sql").contains("57014");
      assertThat(columns(target)).isEqualTo("b, id");

      execute(target, "DELETE FROM slow");
      var rest =
          new Application(database(target), set, "", Policy.standard(), Listener.SILENT)
              .apply(plan);
      assertThat(rest.failure()).isEqualTo(Optional.empty());
      assertThat(columns(target)).isEqualTo("b, c, id");
    }
  }

  @Test
  void afterTheStopNothingBegins() throws Exception {
    try (var target = TestingPostgres.freshDatabase();
        var copy = TestingPostgres.freshDatabase();
        var files = TestingMigrations.empty().with("1_a.sql", "ALTER TABLE a ADD b int;")) {
      execute(copy, SCHEMA);
      execute(target, SCHEMA);
      var rehearsal = Rehearsal.on(database(copy), files.read(), "", Existing.BEFORE_ALL);
      var plan =
          Plan.of(rehearsal, Basis.whole("a test"), Thresholds.standard(), Budget.standard());
      Listener stops =
          new Listener() {
            @Override
            public void stoppableBy(Runnable how) {
              how.run();
            }
          };
      var outcome =
          new Application(database(target), files.read(), "", Policy.standard(), stops).apply(plan);
      assertThat(outcome.failure().orElseThrow().code()).isEqualTo("SLIP-6056");
      assertThat(columns(target)).isEqualTo("id");
    }
  }

  private static void awaitSleep(TestDatabase target) throws Exception {
    var giveUp = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    try (var connection = target.connect()) {
      while (!Rows.holds(
          connection,
          "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE wait_event = 'PgSleep'"
              + " AND datname = current_database())")) {
        assertThat(System.nanoTime()).isLessThan(giveUp);
        Thread.onSpinWait();
      }
    }
  }

  private static String columns(TestDatabase database) throws Exception {
    try (var connection = database.connect()) {
      return Rows.text(
          connection,
          "SELECT string_agg(column_name, ', ' ORDER BY column_name) FROM"
              + " information_schema.columns WHERE table_name = 'a'");
    }
  }

  private static void execute(TestDatabase database, String sql) throws Exception {
    try (var connection = database.connect()) {
      Rows.execute(connection, sql);
    }
  }
}
