package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.protocol.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** Commits and tags that are deployed by themselves, exactly and once. */
@Timeout(900)
final class PushTest {
  private static final Path LEDGER = Slipway.ROOT.resolve("examples/ledger");
  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(240);
  private static final Pattern PLAN = Pattern.compile("--plan ([0-9a-f·]+)");

  private static final String ENVIRONMENTS =
      """

      environments:
        development: { trigger: push main }
        review: { trigger: approved release }
      """;

  private final Slipway slipway = Slipway.fresh();
  private Path app;

  @BeforeEach
  void copyExample() throws Exception {
    app = slipway.data().resolveSibling("ledger");
    try (var files = Files.walk(LEDGER)) {
      for (var file : files.toList()) {
        var copy = app.resolve(LEDGER.relativize(file).toString());
        Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    var yaml = app.resolve("slipway.yaml");
    Files.writeString(yaml, Files.readString(yaml) + ENVIRONMENTS);
    git("init", "-q", "-b", "main");
    commit("first");
  }

  @AfterEach
  void stop() throws Exception {
    slipway.close();
  }

  @Test
  void whatIsPushedComesAsItWasCommittedWhoeverDies() throws Exception {
    // Given an application whose first commit serves, and that was looked at
    var up = slipway.run("up", app.toString());
    assertThat(up.exitCode()).describedAs(up.out() + up.err()).isZero();
    assertThat(up.out()).doesNotContain("not followed");

    // When a commit comes, and the folder goes on without one, and the control plane dies
    var main = app.resolve("src/ledger/Main.java");
    Files.writeString(main, Files.readString(main) + "// second\n");
    var second = commit("second");
    Files.writeString(main, "this is no Java");
    Slipway.kill(slipway.address().pid());
    slipway.run("up");

    // Then that commit serves, once
    var served = await("development", 2);
    assertThat(served.path("by").asString()).isEqualTo("push main " + second.substring(0, 7));
    assertThat(served.path("title").asString())
        .isEqualTo("deploy of main " + second.substring(0, 7));
    var record = slipway.run("releases", "ledger", "development", "v2", "--json").out();
    assertThat(Json.tree(record).path("record").path("commits").path("commit").asString())
        .isEqualTo(second);

    // When the same is asked for elsewhere, then it waits for somebody although nothing is risky
    git("branch", "release");
    var plan = PLAN.matcher(shown("--plan "));
    assertThat(plan.find()).isTrue();
    var approved = slipway.run("approve", "ledger", "review", "--plan", plan.group(1));
    assertThat(approved.exitCode()).describedAs(approved.out() + approved.err()).isZero();
    assertThat(await("review", 1).path("by").asString())
        .isEqualTo("push release " + second.substring(0, 7));
    assertThat(releases("development").size()).isEqualTo(2);
  }

  private JsonNode releases(String environment) throws Exception {
    var said = slipway.run("releases", "ledger", environment, "--json").out();
    return said.isBlank() ? Json.tree("[]") : Json.tree(said).path("releases");
  }

  private JsonNode await(String environment, int number) throws Exception {
    var deadline = System.nanoTime() + LIMIT_NANOS;
    while (true) {
      var releases = releases(environment);
      if (releases.size() >= number
          && releases.get(0).path("state").asString().equals("serving")
          && releases.get(0).path("version").asString().equals("v" + number)) {
        return releases.get(0);
      }
      assertThat(System.nanoTime()).describedAs("%s", releases).isLessThan(deadline);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
    }
  }

  private String shown(String text) throws Exception {
    var deadline = System.nanoTime() + LIMIT_NANOS;
    var said = slipway.run("approve", "ledger", "review");
    while (!said.out().contains(text)) {
      assertThat(System.nanoTime()).describedAs(said.out() + said.err()).isLessThan(deadline);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
      said = slipway.run("approve", "ledger", "review");
    }
    return said.out();
  }

  private String commit(String message) throws Exception {
    git("add", "-A");
    git("-c", "user.name=Ada", "-c", "user.email=ada@ledger.example", "commit", "-qm", message);
    return git("rev-parse", "HEAD");
  }

  private String git(String... words) throws Exception {
    var command = new ArrayList<>(List.of("git", "-C", app.toString()));
    command.addAll(List.of(words));
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(process.waitFor()).describedAs(command + ": " + said).isZero();
    return said;
  }
}
