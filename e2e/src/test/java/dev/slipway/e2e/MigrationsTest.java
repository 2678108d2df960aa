package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The database's side of a deployment: backup, plan, old and new code, approval, record. */
@Timeout(900)
final class MigrationsTest {
  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(150);
  private static final Pattern PLAN = Pattern.compile("--plan ([0-9a-f]{8})");

  private final Slipway slipway = Slipway.fresh();
  private Path application;

  @BeforeEach
  void copyExample() throws Exception {
    application = Files.createTempDirectory("slipway-e2e-ledger-");
    var example = Slipway.ROOT.resolve("examples/ledger");
    try (var files = Files.walk(example)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        var copy = application.resolve(example.relativize(file));
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
    migration("004_note.sql", "ALTER TABLE accounts ADD COLUMN note text DEFAULT 'x';");
    var up = slipway.run("up", application.toString());
    assertThat(up.exitCode()).describedAs("%s%s", up.out(), up.err()).isZero();
    assertThat(up.out())
        .contains("nothing to lose yet: empty database")
        .contains("v1 passes on the new schema");
  }

  @AfterEach
  void stop() throws Exception {
    slipway.close();
    try (var files = Files.walk(application)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private void migration(String name, String sql) throws IOException {
    Files.writeString(application.resolve("migrations").resolve(name), sql);
  }

  @Test
  void whatBreaksTheCodeEndsOnTheCopyAndDangerWaitsForApproval() throws Exception {
    // Given a release that serves: its backup is proven without anybody asking.
    await("a proven backup", "proven: restored in", "operation", "show", "2");

    // When a migration takes away what the code needs, then nothing is changed.
    migration("005_drop.sql", "DROP VIEW balances; ALTER TABLE accounts DROP COLUMN name;");
    var broken = slipway.run("deploy", "ledger");
    assertThat(broken.exitCode()).isEqualTo(1);
    assertThat(broken.out())
        .contains("on a copy with the new schema, before anything was changed")
        .doesNotContain("✔ Migrate");

    // A plan tells the danger, and changes nothing.
    migration("005_drop.sql", "ALTER TABLE accounts DROP COLUMN note;");
    var plan = slipway.run("deploy", "ledger", "--plan");
    assertThat(plan.exitCode()).describedAs("%s%s", plan.out(), plan.err()).isZero();
    assertThat(plan.out())
        .contains("drops column public.accounts.note")
        .contains("code only: open, v1 works on the new schema")
        .contains("approval by anybody who may approve")
        .contains("Nothing was changed");

    // Rejected, also across the death of the control plane, it is undone.
    var rejected = slipway.begin("deploy", "ledger");
    var hash = awaitPlan();
    Slipway.kill(slipway.address().pid());
    rejected.destroyForcibly().waitFor();
    assertThat(slipway.run("up").exitCode()).isZero();
    assertThat(slipway.run("approve", "ledger", "--plan", "00000000").exitCode()).isEqualTo(6);
    assertThat(slipway.run("approve", "ledger", "--plan", hash, "--reject").exitCode()).isZero();
    await("the rejection", "no deployment waits for approval", "approve", "ledger");

    // Approved, it is done; the record has what was predicted and the way back.
    var approved = slipway.begin("deploy", "ledger");
    var same = awaitPlan();
    assertThat(same).isEqualTo(hash);
    assertThat(slipway.run("approve", "ledger", "--plan", same, "--why", "agreed").out())
        .contains("approved: it goes on");
    var out = new String(approved.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(approved.waitFor()).describedAs(out).isZero();
    assertThat(out).contains("✔ Mark").contains("by local owner: agreed").contains("1 of 1");
    var version = out.lines().filter(line -> line.startsWith("v")).findFirst().orElseThrow();
    var record = slipway.run("releases", "ledger", version.split(" ", 2)[0]);
    assertThat(record.out())
        .contains("drops column public.accounts.note")
        .contains("Restore point")
        .contains("005_drop.sql:1 took")
        .contains("predicted");
  }

  /** What is waited for tells its plan. */
  private String awaitPlan() throws Exception {
    var shown = await("a plan to approve", "--plan ", "approve", "ledger");
    var plan = PLAN.matcher(shown);
    assertThat(plan.find()).describedAs(shown).isTrue();
    return plan.group(1);
  }

  private String await(String what, String text, String... words) throws Exception {
    var end = System.nanoTime() + LIMIT_NANOS;
    while (true) {
      var said = slipway.run(words);
      if ((said.out() + said.err()).contains(text)) {
        return said.out();
      }
      assertThat(System.nanoTime())
          .describedAs("%s: %s%s", what, said.out(), said.err())
          .isLessThan(end);
    }
  }
}
