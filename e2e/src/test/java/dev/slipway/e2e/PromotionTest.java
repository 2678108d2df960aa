package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.protocol.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** One release on its way through the environments: the same artefact, asked for its evidence. */
@Timeout(900)
final class PromotionTest {
  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(150);

  private static final String ENVIRONMENTS =
      """

      environments:
        development:
        staging:
        production:
          promote: { from: staging, soak: SOAK, tests: [test -f slipway.yaml], load: 20, rollback: true }
          services: { web: { strategy: { soak: 2s } } }
      """;

  private static final String MIRROR =
      """
        mirror:
          trigger: after staging
          promote: { soak: 1s }
      """;

  private final Slipway slipway = Slipway.fresh();
  private Path app;
  private String manifest;

  @BeforeEach
  void copyExample() throws Exception {
    app = Ledger.copied(slipway).folder();
    manifest = Files.readString(app.resolve("slipway.yaml"));
  }

  @AfterEach
  void stop() throws Exception {
    slipway.close();
  }

  @Test
  void theSameArtefactGoesOnOnceItsEvidenceIsThere() throws Exception {
    // Given a release in staging, and a production that asks for an hour there
    asks("1h");
    succeeds("up", app.toString());
    succeeds("deploy", "ledger", "staging");

    // When it is promoted too early, then it is refused with the evidence, and leaves no trace
    var early = slipway.run("promote", "staging", "production", "--app", "ledger");
    assertThat(early.exitCode()).describedAs(early.out() + early.err()).isEqualTo(6);
    assertThat(early.err())
        .contains("SLIP-7701")
        .contains("not met: soak (1 h without a fall): v1 has run there for");
    var looked = slipway.run("promote", "staging", "production", "--app", "ledger", "--look");
    assertThat(looked.exitCode()).isEqualTo(1);
    assertThat(looked.out())
        .contains("✔ from")
        .contains("1 of 1 instances run")
        .contains("✔ checks")
        .contains("✖ soak")
        .contains("○ load")
        .contains("production would not take it now");
    // And what comes out of a folder is asked the same
    var around = slipway.run("deploy", "ledger", "production");
    assertThat(around.exitCode()).isEqualTo(1);
    assertThat(around.out()).contains("✖ Criteria").contains("not met: soak");

    // When it can't wait, then it goes, and what it went without is in the record
    var hotfix =
        succeeds(
            "promote", "staging", "production", "--app", "ledger", "--hotfix", "sign-in is broken");
    assertThat(hotfix.out())
        .contains("soak left out")
        .contains("that of staging v1, not built anew");
    var record = record("production", "v2");
    assertThat(record.path("release").path("kind").asString()).isEqualTo("promotion");
    assertThat(record.path("release").path("title").asString())
        .isEqualTo("hotfix, promotion of staging v1: sign-in is broken");
    assertThat(record.path("build").asString())
        .isEqualTo(record("staging", "v1").path("build").asString());
    assertThat(record.path("record").path("promotion").path("version").asString()).isEqualTo("v1");
    assertThat(slipway.run("releases", "ledger", "production", "v2").out())
        .contains("Hotfix")
        .contains("sign-in is broken")
        .contains("soak, skipped");
    assertThat(slipway.run("audit", "--json").out()).contains("sign-in is broken");

    // Given the next release, of which production asks for what it can show
    asks("1s");
    succeeds("deploy", "ledger", "staging");
    var promoted = succeeds("promote", "staging", "production", "--app", "ledger");
    assertThat(promoted.out())
        .contains("✔ Criteria")
        .contains("20 requests/s for 15.0 s")
        .contains("that of staging v2, not built anew")
        .contains("✔ Confirm");
    assertThat(record("production", "v3").path("build").asString())
        .isEqualTo(record("staging", "v2").path("build").asString())
        .isNotEqualTo(record("staging", "v1").path("build").asString());
    assertThat(succeeds("promote", "staging", "production", "--app", "ledger").out())
        .contains("nothing to do: exactly this is serving");

    // When a hotfix goes past staging, then that is told until somebody puts it right
    Files.writeString(
        app.resolve("src/ledger/Main.java"),
        Files.readString(app.resolve("src/ledger/Main.java")) + "// mended\n");
    assertThat(succeeds("deploy", "ledger", "production", "--hotfix", "mended").out())
        .contains("staging does not have production v4 yet: slipway promote production staging");
    var list = slipway.run("go-live", "ledger", "production");
    assertThat(list.exitCode()).describedAs(list.out()).isEqualTo(1);
    assertThat(list.out())
        .contains("✔ serving")
        .contains("✖ certificate")
        .contains("staging does not have production v4 yet")
        .contains("Not ready");
    assertThat(
            succeeds("promote", "production", "staging", "--app", "ledger", "--why", "catches up")
                .out())
        .contains("that of production v4, not built anew");
    assertThat(slipway.run("go-live", "ledger", "production").out())
        .doesNotContain("does not have production v4");
  }

  @Test
  void whatFollowsComesOnceWhoeverDies() throws Exception {
    manifest = manifest + ENVIRONMENTS + MIRROR;
    Files.writeString(app.resolve("slipway.yaml"), manifest.replace("SOAK", "1h"));
    succeeds("up", app.toString());
    succeeds("deploy", "ledger", "staging");
    // The control plane dies while the follower may be anywhere between looking and promoting.
    Slipway.kill(slipway.address().pid());
    succeeds("up");
    await("mirror serves", "serving", "releases", "ledger", "mirror");
    Slipway.kill(slipway.address().pid());
    succeeds("up");

    // Then the next one comes too, and none of them twice
    Files.writeString(app.resolve("slipway.yaml"), manifest.replace("SOAK", "2h"));
    succeeds("deploy", "ledger", "staging");
    await("mirror serves the second", "v2  ", "releases", "ledger", "mirror");
    await("the second serves", "superseded", "releases", "ledger", "mirror");
    var releases = Json.tree(releases("mirror")).path("releases");
    assertThat(releases.size()).describedAs("%s", releases).isEqualTo(2);
    assertThat(releases.get(0).path("title").asString()).isEqualTo("promotion of staging v2");
    assertThat(releases.get(0).path("by").asString()).isEqualTo("slipway");
    assertThat(slipway.run("releases", "ledger", "mirror", "v2").out()).contains("by its trigger");
  }

  private void asks(String soak) throws IOException {
    Files.writeString(app.resolve("slipway.yaml"), manifest + ENVIRONMENTS.replace("SOAK", soak));
  }

  private Slipway.Said succeeds(String... words) throws Exception {
    var said = slipway.run(words);
    assertThat(said.exitCode())
        .describedAs("%s: %s%s", String.join(" ", words), said.out(), said.err())
        .isZero();
    return said;
  }

  private String releases(String environment) throws Exception {
    return slipway.run("releases", "ledger", environment, "--json").out();
  }

  private JsonNode record(String environment, String version) throws Exception {
    return Json.tree(slipway.run("releases", "ledger", environment, version, "--json").out());
  }

  private void await(String what, String text, String... words) throws Exception {
    var deadline = System.nanoTime() + LIMIT_NANOS;
    var said = slipway.run(words);
    while (!said.out().contains(text)) {
      assertThat(System.nanoTime())
          .describedAs("%s: %s%s", what, said.out(), said.err())
          .isLessThan(deadline);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
      said = slipway.run(words);
    }
  }
}
