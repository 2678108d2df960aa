package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.postmaster.testing.TestDatabase;
import dev.slipway.postmaster.testing.TestingPostgres;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrateVerbTest {
  @TempDir Path folder;
  private final StringWriter said = new StringWriter();
  private final StringWriter complained = new StringWriter();

  @BeforeEach
  void writeTheFirstMigration() throws Exception {
    Files.writeString(
        folder.resolve("001_orders.sql"),
        "CREATE TABLE orders (id int PRIMARY KEY, note text);\n"
            + "INSERT INTO orders SELECT n, 'x' FROM generate_series(1, 50) n;\n");
  }

  private int run(TestDatabase database, String... arguments) {
    said.getBuffer().setLength(0);
    complained.getBuffer().setLength(0);
    var all = new ArrayList<>(List.of("migrate"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--url", database.url(), "--dir", folder.toString()));
    var terminal =
        new Terminal(new PrintWriter(said, true), new PrintWriter(complained, true), false, false);
    return Main.run(terminal, all.toArray(String[]::new));
  }

  private static String scratch() {
    return TestingPostgres.shared().createDatabase().url();
  }

  @Test
  void fromAnEmptyDatabaseToAnApprovedDrop() throws Exception {
    try (var database = TestingPostgres.freshDatabase()) {
      var scratch = scratch();
      assertThat(run(database, "status")).isEqualTo(2);
      assertThat(said.toString()).contains("pending     001_orders.sql");
      assertThat(run(database, "apply", "--scratch", scratch)).isZero();
      assertThat(said.toString()).contains("1 applied in").contains("(predicted ");
      assertThat(run(database, "status", "--json")).isZero();

      Files.writeString(folder.resolve("002_drop.sql"), "ALTER TABLE orders DROP COLUMN note;\n");
      assertThat(run(database, "plan", "--scratch", scratch)).isEqualTo(3);
      assertThat(said.toString())
          .contains("✖ danger   002_drop.sql:1")
          .contains("drops column public.orders.note with 50 values  [column-dropped]")
          .contains("- column public.orders.note  text")
          .contains("a copy with all rows (the applied migrations run again)");
      assertThat(run(database, "apply", "--scratch", scratch)).isEqualTo(6);
      assertThat(complained.toString()).contains("is danger and nobody has approved it");

      assertThat(run(database, "plan", "--json", "--scratch", scratch)).isEqualTo(3);
      var hash = said.toString().replaceFirst("(?s).*\"hash\"\\s*:\\s*\"(\\w+)\".*", "$1");
      assertThat(run(database, "approve", hash.substring(0, 8), "--scratch", scratch)).isZero();
      assertThat(run(database, "apply", "--scratch", scratch)).isZero();
      assertThat(run(database, "plan", "--scratch", scratch)).isZero();
      assertThat(said.toString()).contains("Nothing to do");
    }
  }

  @Test
  void markdownAndSarifAreWrittenAndTheEmbeddedServerServes() throws Exception {
    try (var database = TestingPostgres.freshDatabase()) {
      assertThat(run(database, "plan", "--format", "markdown")).isEqualTo(2);
      assertThat(said.toString()).contains("### Migrations: ● safe").contains("| ● safe | `001_");
      assertThat(run(database, "plan", "--format", "sarif", "--scratch", scratch())).isEqualTo(2);
      assertThat(said.toString()).contains("\"version\"").contains("2.1.0");
    }
  }

  @Test
  void anExistingDatabaseIsBaselinedAndAnEditIsSeenAndAccepted() throws Exception {
    try (var database = TestingPostgres.freshDatabase()) {
      assertThat(run(database, "baseline", "--to", "001")).isZero();
      assertThat(said.toString()).contains("1 migrations up to 001 count as applied");
      assertThat(run(database, "status")).isZero();
      Files.writeString(folder.resolve("001_orders.sql"), "SELECT 1");
      assertThat(run(database, "status")).isEqualTo(6);
      assertThat(said.toString()).contains("edited      001_orders.sql");
      assertThat(run(database, "repair", "--edited")).isZero();
      assertThat(run(database, "status")).isZero();
      assertThat(run(database, "new", "Add tax")).isZero();
      assertThat(folder.resolve("002_add_tax.sql")).exists();
    }
  }

  @Test
  void aDatabaseThatDriftedIsNotRehearsedButTold() throws Exception {
    try (var database = TestingPostgres.freshDatabase()) {
      var scratch = scratch();
      assertThat(run(database, "apply", "--scratch", scratch)).isZero();
      try (var connection = database.connect();
          var statement = connection.createStatement()) {
        statement.execute("ALTER TABLE orders ADD COLUMN by_hand int");
      }
      assertThat(run(database, "plan", "--scratch", scratch)).isEqualTo(7);
      assertThat(complained.toString())
          .contains("the database is not what its migrations make (1)")
          .contains("+ column public.orders.by_hand  integer");
    }
  }
}
