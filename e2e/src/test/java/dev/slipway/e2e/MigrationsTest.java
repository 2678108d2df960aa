package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The database's side of a deployment: backup, plan, old and new code, approval, record. */
@Timeout(900)
final class MigrationsTest {
  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(150);
  private static final Pattern PLAN = Pattern.compile("--plan ([0-9a-f]{8})");

  private static Slipway slipway;
  private static Ledger ledger;

  @BeforeAll
  static void deploy() throws Exception {
    slipway = Slipway.fresh();
    ledger = Ledger.copied(slipway);
    ledger.migration("004_note.sql", "ALTER TABLE accounts ADD COLUMN note text DEFAULT 'x';");
    assertThat(ledger.up().out())
        .contains("nothing to lose yet: empty database")
        .contains("v1 passes on the new schema");
    var migrations = slipway.run("db", "migrations", "ledger");
    assertThat(migrations.exitCode()).describedAs(migrations.err()).isZero();
    assertThat(migrations.out())
        .contains("ledger development main   in sync: all 4 applied")
        .containsPattern("✔ +applied +004_note.sql +2\\d+-\\S+Z +\\d.* +v1\\n");
  }

  @AfterAll
  static void stop() throws Exception {
    slipway.close();
  }

  @Test
  void whatBreaksTheCodeEndsOnTheCopyAndDangerWaitsForApproval() throws Exception {
    // Given a release that serves: its backup is proven without anybody asking.
    await("a proven backup", "proven: restored in", "operation", "show", "2");

    // When a migration takes away what the code needs, then nothing is changed.
    ledger.migration("005_drop.sql", "DROP VIEW balances; ALTER TABLE accounts DROP COLUMN name;");
    var broken = slipway.run("deploy", "ledger");
    assertThat(broken.exitCode()).isEqualTo(1);
    assertThat(broken.out())
        .contains("on a copy with the new schema, before anything was changed")
        .doesNotContain("✔ Migrate");

    // A plan tells the danger, and changes nothing.
    ledger.migration("005_drop.sql", "ALTER TABLE accounts DROP COLUMN note;");
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

  @Test
  void aRehearsalEndsWithItsCopyAndTheOldReleaseServes() throws Exception {
    var serving = slipway.run("releases", "ledger").out().lines().filter(MigrationsTest::serves);
    var before = serving.toList();
    ledger.migration("009_slow.sql", "SELECT pg_sleep(600);\n");
    var up = slipway.begin("up", ledger.folder().toString());
    var number = awaitSleepingRehearsal();
    var begun = System.nanoTime();
    var cancel = slipway.run("operation", "cancel", number, "--why", "too slow");
    assertThat(cancel.exitCode()).describedAs("%s%s", cancel.out(), cancel.err()).isZero();

    assertThat(up.waitFor(LIMIT_NANOS, TimeUnit.NANOSECONDS)).isTrue();
    assertThat(up.exitValue()).isEqualTo(130);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofMinutes(1));
    assertThat(slipway.run("operation", "show", number).out())
        .contains("cancelled")
        .contains("too slow");
    assertThat(new Copies(slipway).left()).isEmpty();
    Files.delete(ledger.file("migrations/009_slow.sql"));
    assertThat(slipway.run("releases", "ledger").out().lines().filter(MigrationsTest::serves))
        .hasSize(1)
        .isEqualTo(before);
    assertThat(slipway.run("status").out()).contains("✔ development");
  }

  private static boolean serves(String release) {
    return release.contains("serving");
  }

  /** The number of the deployment once the copy it rehearses on sleeps. */
  private String awaitSleepingRehearsal() throws Exception {
    var giveUp = System.nanoTime() + LIMIT_NANOS;
    while (System.nanoTime() < giveUp) {
      if (new Copies(slipway).work()) {
        return slipway.deploymentsUnderWay().getFirst();
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    throw new AssertionError(slipway.run("operations").out());
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
