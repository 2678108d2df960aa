package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.protocol.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What checks may count and name, and what a deployment's record tells of what it brought. */
@Timeout(600)
final class RecordTest {
  private static final Slipway SLIPWAY = Slipway.fresh();
  private static final Path LEDGER = Slipway.ROOT.resolve("examples/ledger");

  @AfterAll
  static void stop() throws Exception {
    SLIPWAY.close();
  }

  @Test
  void rowsThatAreGoneStopADeploymentAndCommitsAreListed() throws Exception {
    var app = copyOfLedger();
    append(app.resolve("slipway.yaml"), "  keeps:\n    rows: [accounts]\n");
    git(app, "init", "-q");
    commit(app, "First ledger");
    good(SLIPWAY.run("up", app.toString()));
    assertThat(SLIPWAY.run("releases", "ledger", "development", "v1").out())
        .contains("nothing was deployed here before")
        .contains("Verify         keeps rows: 0 rows in 1 table, none fewer than before");

    // Given commits since, and one change that is in none
    Files.writeString(
        app.resolve("migrations/004_note.sql"), "ALTER TABLE accounts ADD COLUMN note text;\n");
    commit(app, "Notes on accounts");
    append(app.resolve("src/ledger/Main.java"), "// not committed\n");
    assertThat(good(SLIPWAY.run("up", app.toString())).out())
        .containsPattern("✔ Count +[0-9]+ rows in 1 table");
    assertThat(SLIPWAY.run("releases", "ledger", "development", "v2").out())
        .contains("and changes not committed (1 since v1)")
        .contains("Notes on accounts  (Ada)")
        .containsPattern("Confirm +keeps rows: [1-9][0-9]* rows in 1 table, none fewer");
    assertThat(SLIPWAY.run("releases", "ledger", "development", "v2", "--changelog").out())
        .startsWith("## v2, ")
        .containsPattern("- Notes on accounts \\(Ada, [0-9a-f]{7}\\)");

    // When a migration takes rows away, even an approved one, no user ever meets the release
    Files.writeString(
        app.resolve("migrations/005_gone.sql"), "TRUNCATE entries, transfers, accounts CASCADE;\n");
    var up = SLIPWAY.begin("up", app.toString());
    approve();
    var said =
        new String(up.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    assertThat(up.waitFor()).describedAs(said).isEqualTo(1);
    assertThat(said).contains("✖ Verify").contains("accounts").contains("0");
    assertThat(SLIPWAY.run("status").out()).contains("v2");
  }

  private static void approve() throws Exception {
    var end = System.nanoTime() + Duration.ofSeconds(120).toNanos();
    while (true) {
      var waiting = SLIPWAY.run("approve", "ledger", "development", "--json");
      if (waiting.exitCode() == 0 && waiting.out().contains("\"plan\"")) {
        var hash = Json.tree(waiting.out()).path("plan").asString("");
        good(SLIPWAY.run("approve", "ledger", "development", "--plan", hash, "--why", "test"));
        return;
      }
      assertThat(System.nanoTime()).describedAs("%s", waiting).isLessThan(end);
      Thread.sleep(200);
    }
  }

  @Test
  void checksNameVariablesAndShowNoSecret() throws Exception {
    var shop = new Shop(SLIPWAY, "checked");
    good(shop.deploy("blue-green", "0"));
    good(SLIPWAY.run("env", "set", "development", "--app", "checked", "WHERE=invoices", "--plain"));
    good(
        SLIPWAY.run(
            "env", "set", "development", "--app", "checked", "--secret", "PASS=opens-every-door"));
    var check =
        """
        checks:
          sells:
            steps:
              - { request: "POST /api/${env.WHERE}?with=${env.PASS}", expect: { status: STATUS } }
        """;
    // Only what the variable says answers 201.
    var passed = shop.deploy("blue-green", "0", check.replace("STATUS", "201"));
    assertThat(good(passed).out()).contains("✔ Verify        2 checks");

    var failed = shop.deploy("blue-green", "0", check.replace("STATUS", "418"));
    assertThat(failed.exitCode()).isEqualTo(1);
    assertThat(failed.out()).contains("✖ Verify").contains("418");
    var record = SLIPWAY.run("releases", "checked", "development", "v3", "--json").out();
    assertThat(failed.out() + failed.err() + record).doesNotContain("opens-every-door");
  }

  private static Slipway.Said good(Slipway.Said said) {
    assertThat(said.exitCode()).describedAs("%s%s", said.out(), said.err()).isZero();
    return said;
  }

  private static Path copyOfLedger() throws IOException {
    var copy = SLIPWAY.data().resolveSibling("ledger");
    try (var files = Files.walk(LEDGER)) {
      for (var file : files.toList()) {
        Files.copy(
            file,
            copy.resolve(LEDGER.relativize(file).toString()),
            StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    return copy;
  }

  private static void append(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.APPEND);
  }

  private static void commit(Path app, String message) throws Exception {
    git(app, "add", "-A");
    git(app, "-c", "user.name=Ada", "-c", "user.email=ada@shop.example", "commit", "-qm", message);
  }

  private static void git(Path app, String... words) throws Exception {
    var command = new java.util.ArrayList<>(java.util.List.of("git", "-C", app.toString()));
    command.addAll(java.util.List.of(words));
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
  }
}
