package dev.slipway.migration.plan;

import static dev.slipway.migration.TestingMigrations.database;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.migration.Rows;
import dev.slipway.migration.TestingMigrations;
import dev.slipway.migration.rehearse.Rehearsal;
import dev.slipway.migration.rehearse.Rehearsal.Existing;
import dev.slipway.postmaster.testing.TestingPostgres;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule is shown on a running server: a statement that it is for, and one that it isn't. */
class RulesTest {
  private static final String SCHEMA =
      """
      CREATE TABLE customers (id int PRIMARY KEY, email text);
      CREATE TABLE orders (id int PRIMARY KEY, customer int, amount int, note text);
      CREATE INDEX orders_amount ON orders (amount);
      CREATE TABLE empty_one (id int);
      CREATE VIEW order_list AS SELECT id FROM orders;
      CREATE MATERIALIZED VIEW totals AS SELECT count(email) AS total FROM customers;
      CREATE FUNCTION three() RETURNS int LANGUAGE sql AS 'SELECT 3';
      CREATE TYPE mood AS ENUM ('good', 'bad');
      INSERT INTO customers SELECT n, n || '@example.org' FROM generate_series(1, 200) n;
      INSERT INTO orders SELECT n, n % 200 + 1, n, CASE WHEN n % 2 = 0 THEN 'x' END
        FROM generate_series(1, 1000) n;
      ANALYZE;
      """;

  /** So that every wait counts, however short. */
  private static final Thresholds STRICT =
      new Thresholds(
          Duration.ZERO, Duration.ofMinutes(1), Duration.ZERO, Duration.ofMinutes(1), 500);

  private static Plan plan(String sql, Thresholds thresholds) throws Exception {
    try (var database = TestingPostgres.freshDatabase();
        var files = TestingMigrations.empty().with("1_change.sql", sql)) {
      try (var connection = database.connect()) {
        Rows.execute(connection, SCHEMA);
      }
      var rehearsal = Rehearsal.on(database(database), files.read(), "", Existing.BEFORE_ALL);
      return Plan.of(rehearsal, Basis.whole("a test"), thresholds, Budget.standard());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          foreign-key-validated-at-once    | CAUTION | ALTER TABLE orders ADD FOREIGN KEY (customer) REFERENCES customers
          check-validated-at-once          | CAUTION | ALTER TABLE orders ADD CHECK (amount > 0)
          not-null-scans                   | CAUTION | ALTER TABLE orders ALTER amount SET NOT NULL
          unique-built-at-once             | CAUTION | ALTER TABLE customers ADD UNIQUE (email)
          index-not-concurrent             | CAUTION | CREATE INDEX i ON orders (note)
          index-dropped-not-concurrent     | CAUTION | DROP INDEX orders_amount
          reindex-not-concurrent           | CAUTION | REINDEX INDEX orders_amount
          type-change-rewrites             | CAUTION | ALTER TABLE orders ALTER amount TYPE bigint
          generated-column-rewrites        | CAUTION | ALTER TABLE orders ADD twice int GENERATED ALWAYS AS (amount * 2) STORED
          volatile-default-rewrites        | CAUTION | ALTER TABLE orders ADD at timestamptz DEFAULT clock_timestamp()
          table-packed-at-once             | CAUTION | VACUUM FULL orders
          view-refreshed-not-concurrent    | CAUTION | REFRESH MATERIALIZED VIEW totals
          persistence-rewrites             | CAUTION | ALTER TABLE empty_one SET UNLOGGED
          explicit-lock                    | CAUTION | LOCK TABLE orders IN ACCESS EXCLUSIVE MODE
          table-dropped                    | DANGER  | DROP TABLE orders CASCADE
          table-dropped                    | CAUTION | DROP TABLE empty_one
          column-dropped                   | DANGER  | ALTER TABLE orders DROP COLUMN note
          view-dropped                     | CAUTION | DROP VIEW order_list
          function-dropped                 | CAUTION | DROP FUNCTION three()
          type-dropped                     | CAUTION | DROP TYPE mood
          table-truncated                  | DANGER  | TRUNCATE orders
          rows-deleted                     | CAUTION | DELETE FROM orders WHERE id < 10
          rows-deleted                     | DANGER  | DELETE FROM orders
          renamed                          | CAUTION | ALTER TABLE orders RENAME COLUMN note TO remark
          renamed                          | CAUTION | ALTER TABLE orders RENAME TO purchases
          not-null-required                | CAUTION | ALTER TABLE empty_one ADD COLUMN must int NOT NULL
          type-changed                     | CAUTION | ALTER TABLE orders ALTER COLUMN amount TYPE bigint
          many-rows-at-once                | CAUTION | UPDATE orders SET amount = amount + 1
          table-dropped                    | DANGER  | DO $$ BEGIN EXECUTE format('DROP TABLE or%s CASCADE', 'ders'); END $$
          column-dropped                   | DANGER  | DO $$ BEGIN ALTER TABLE orders DROP COLUMN note; END $$
          """)
  void whatAStatementDoesIsFound(String rule, Grade grade, String sql) throws Exception {
    var statements = plan(sql, STRICT).statements();
    assertThat(statements).hasSize(1);
    assertThat(statements.getFirst().findings())
        .describedAs("%s", statements.getFirst().observed())
        .anySatisfy(
            finding -> {
              assertThat(finding.rule()).isEqualTo(rule);
              assertThat(finding.grade()).isEqualTo(grade);
              assertThat(finding.sentence()).isNotBlank();
              assertThat(finding.safer()).isNotBlank();
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          ALTER TABLE orders ADD COLUMN remark text
          ALTER TABLE orders ADD COLUMN kind text NOT NULL DEFAULT 'plain'
          CREATE INDEX CONCURRENTLY i ON orders (note)
          CREATE TABLE new_one (id int PRIMARY KEY, at timestamptz DEFAULT now())
          INSERT INTO empty_one VALUES (1)
          ALTER TYPE mood ADD VALUE 'soso'
          CREATE VIEW v AS SELECT * FROM orders
          COMMENT ON TABLE orders IS 'what was bought'
          ALTER TABLE orders ADD FOREIGN KEY (customer) REFERENCES customers NOT VALID
          ALTER TABLE orders ALTER note TYPE varchar
          """)
  void whatHarmsNobodyIsSafeAtItsRealSize(String sql) throws Exception {
    var plan = plan(sql, Thresholds.standard());
    var blocking =
        plan.statements().stream()
            .flatMap(statement -> statement.findings().stream())
            .filter(finding -> !finding.rule().equals("type-changed"))
            .toList();
    assertThat(blocking).isEmpty();
    assertThat(plan.findings()).isEmpty();
  }

  @Test
  void rowsThatWouldBeLostAreCounted() throws Exception {
    assertThat(sentence("ALTER TABLE orders DROP COLUMN note"))
        .isEqualTo("drops column public.orders.note with 500 values");
    assertThat(sentence("DROP TABLE orders CASCADE"))
        .isEqualTo("drops table public.orders with 1,000 rows");
    assertThat(sentence("DO $$ BEGIN EXECUTE 'DROP TABLE cust' || 'omers CASCADE'; END $$"))
        .isEqualTo("drops table public.customers with about 200 rows");
    assertThat(sentence("TRUNCATE customers")).isEqualTo("empties public.customers (200 rows)");
  }

  private static String sentence(String sql) throws Exception {
    return plan(sql, Thresholds.standard()).statements().getFirst().findings().stream()
        .filter(finding -> finding.harm() == Finding.Harm.DESTRUCTIVE)
        .findFirst()
        .orElseThrow()
        .sentence();
  }

  @Test
  void aScanAndItsLockAreSaidWithTheSaferWay() throws Exception {
    var finding =
        plan("ALTER TABLE orders ADD CHECK (amount > 0)", STRICT)
            .statements()
            .getFirst()
            .findings()
            .getFirst();
    assertThat(finding.sentence())
        .startsWith(
            "full scan of public.orders (1,000 rows); blocks reads and writes on public.orders ");
    assertThat(finding.safer()).startsWith("add the constraint NOT VALID");
  }

  @Test
  void theSameChangeRehearsedTwiceIsTheSamePlanAndAnotherIsNot() throws Exception {
    var sql = "ALTER TABLE orders ADD COLUMN remark text";
    var once = plan(sql, Thresholds.standard());
    assertThat(plan(sql, Thresholds.standard()).hash()).isEqualTo(once.hash());
    assertThat(plan(sql + " DEFAULT 'x'", Thresholds.standard()).hash()).isNotEqualTo(once.hash());
    assertThat(once.changes())
        .extracting(dev.slipway.migration.shape.Change::line)
        .containsExactly("+ column public.orders.remark  text");
  }

  @Test
  void aMigrationThatFailsIsADangerWithItsPlace() throws Exception {
    var plan = plan("SELECT 1;\nALTER TABLE nowhere ADD x int;", Thresholds.standard());
    assertThat(plan.grade()).isEqualTo(Grade.DANGER);
    assertThat(plan.findings().getFirst().sentence())
        .startsWith("1_change.sql:2: \"ALTER TABLE nowhere ADD x int\" failed: relation");
  }

  @Test
  void anIndexThatCantBecomeUniqueLeavesNothingBehind() throws Exception {
    var plan =
        plan("CREATE UNIQUE INDEX CONCURRENTLY i ON orders (customer)", Thresholds.standard());
    assertThat(plan.findings().getFirst().rule()).isEqualTo("fails");
    assertThat(plan.findings()).hasSize(1);
  }
}
