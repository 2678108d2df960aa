package dev.slipway.migration.run;

import static dev.slipway.migration.TestingMigrations.database;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.migration.Rows;
import dev.slipway.migration.TestingMigrations;
import dev.slipway.migration.history.History;
import dev.slipway.migration.history.Status;
import dev.slipway.migration.shape.Shape;
import dev.slipway.postmaster.testing.TestDatabase;
import dev.slipway.postmaster.testing.TestingPostgres;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A mixed migration, its runner killed at every boundary in turn. */
class KilledTest {
  private static final int NEVER = 1_000_000;

  /** Every boundary in turn takes minutes: -Dslipway.kill.every=1. */
  private static final int EVERY = Integer.getInteger("slipway.kill.every", 6);

  private static TestingMigrations files() throws Exception {
    return TestingMigrations.empty()
        .with("1_a.sql", "CREATE TABLE a (id int PRIMARY KEY, b int);\nCREATE TABLE log (t text);")
        .with(
            "2_mixed.sql",
            """
            INSERT INTO a SELECT n FROM generate_series(1, 30) n;
            INSERT INTO log VALUES ('filled');
            CREATE INDEX CONCURRENTLY a_b ON a (b);
            INSERT INTO log VALUES ('indexed');
            -- slipway:batch
            UPDATE a SET b = id WHERE id IN (SELECT id FROM a WHERE b IS NULL LIMIT 12);
            DROP INDEX CONCURRENTLY a_b;
            VACUUM a;
            INSERT INTO log VALUES ('vacuumed');
            """)
        .with("3_last.sql", "INSERT INTO log VALUES ('last')");
  }

  private static int run(TestDatabase database, Path folder, int boundary) throws Exception {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var command =
        List.of(
            java,
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            Victim.class.getName(),
            database.jdbcUrl(),
            database.user(),
            database.password(),
            folder.toString(),
            Integer.toString(boundary));
    var process = new ProcessBuilder(command).inheritIO().start();
    return process.waitFor();
  }

  @Test
  void whereverItIsKilledItGoesOnAndNothingHappensTwice() throws Exception {
    try (var files = files()) {
      var whole = "";
      try (var database = TestingPostgres.freshDatabase()) {
        assertThat(run(database, files.folder(), NEVER)).isZero();
        whole = state(database);
      }
      var boundary = 1;
      var last = 137;
      for (; last == 137; boundary += EVERY) {
        try (var database = TestingPostgres.freshDatabase()) {
          last = run(database, files.folder(), boundary);
          if (last == 137) {
            assertStatusIsTrue(database, files);
            assertThat(run(database, files.folder(), NEVER))
                .describedAs("after a kill at boundary %s", boundary)
                .isZero();
          }
          assertThat(state(database))
              .describedAs("after a kill at boundary %s", boundary)
              .isEqualTo(whole);
        }
      }
      assertThat(boundary).isGreaterThan(20);
    }
  }

  /** What the history says is in is in, and the other way round. */
  private static void assertStatusIsTrue(TestDatabase database, TestingMigrations files)
      throws Exception {
    try (var connection = database.connect()) {
      var set = files.read();
      var status = Status.of(connection, set, History.of(set.layout(), connection, ""));
      var applied = status.with(Status.Standing.APPLIED).size();
      assertThat(Rows.holds(connection, "SELECT to_regclass('a') IS NOT NULL"))
          .isEqualTo(applied >= 1);
      if (applied >= 1) {
        assertThat(Rows.holds(connection, "SELECT EXISTS (SELECT FROM log WHERE t = 'last')"))
            .isEqualTo(applied == 3);
      }
    }
  }

  private static String state(TestDatabase database) throws Exception {
    try (var connection = database.connect()) {
      var set = database(database).toString();
      assertThat(set).isNotEmpty();
      return Shape.read(connection).fingerprint()
          + Rows.text(connection, "SELECT string_agg(t, ',' ORDER BY t) FROM log")
          + Rows.text(connection, "SELECT count(*) || ' ' || sum(b) FROM a")
          + Rows.text(connection, "SELECT count(*) FROM slipway.migrations WHERE state = 'APPLIED'")
          + Rows.text(connection, "SELECT count(*) FROM slipway.migration_progress");
    }
  }
}
