package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.protocol.Json;
import java.nio.file.Files;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** Commits and tags that are deployed by themselves, exactly and once. */
@Timeout(900)
final class PushTest {
  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(150);
  private static final Pattern PLAN = Pattern.compile("--plan ([0-9a-f·]+)");
  private static final String AT_ONCE = "{ kind: blue-green, soak: 0s }";
  private static final String ENVIRONMENTS =
      """

      environments:
        development: { trigger: push main }
        review: { trigger: approved release }
        live: { trigger: tag v* }
      """;

  private final Slipway slipway = Slipway.fresh();

  @AfterEach
  void stop() throws Exception {
    slipway.close();
  }

  @Test
  void whatIsPushedComesAsItWasCommittedWhoeverDies() throws Exception {
    // Given an application whose first commit serves
    var shop = new Shop(slipway, "pushed");
    shop.write(AT_ONCE, "0", ENVIRONMENTS);
    Files.writeString(shop.folder().resolve(".gitignore"), "out/\n");
    var repository = Repository.begun(shop.folder());
    repository.commit("first");
    var up = slipway.run("up", shop.folder().toString());
    assertThat(up.exitCode()).describedAs("%s%s", up.out(), up.err()).isZero();

    // When a commit comes, and the folder goes on without one, and the control plane dies
    shop.write(AT_ONCE, "0", ENVIRONMENTS);
    var second = repository.commit("second");
    Files.writeString(shop.folder().resolve("Shop.java"), "this is no Java");
    Slipway.kill(slipway.address().pid());
    slipway.run("up");

    // Then that commit serves, once
    var served = await("development", 2);
    assertThat(served.path("by").asString()).isEqualTo("push main " + second.substring(0, 7));
    assertThat(served.path("title").asString())
        .isEqualTo("deploy of main " + second.substring(0, 7));
    var record = slipway.run("releases", "pushed", "development", "v2", "--json").out();
    assertThat(Json.tree(record).path("record").path("commits").path("commit").asString())
        .isEqualTo(second);

    // When the same is asked for elsewhere, then it waits for somebody although nothing is risky
    repository.git("branch", "release");
    var plan = PLAN.matcher(waiting());
    assertThat(plan.find()).isTrue();
    var approved = slipway.run("approve", "pushed", "review", "--plan", plan.group(1));
    assertThat(approved.exitCode()).describedAs("%s%s", approved.out(), approved.err()).isZero();
    assertThat(await("review", 1).path("by").asString())
        .isEqualTo("push release " + second.substring(0, 7));

    // When it is tagged, then it goes live; a tag of another pattern is nothing to go by
    repository.git("tag", "try-1");
    repository.git("tag", "v1.0");
    assertThat(await("live", 1).path("by").asString()).isEqualTo("tag v1.0");
    assertThat(releases("live").size()).isOne();
    assertThat(releases("development").size()).isEqualTo(2);
  }

  private JsonNode releases(String environment) throws Exception {
    var said = slipway.run("releases", "pushed", environment, "--json").out();
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
      assertThat(System.nanoTime())
          .describedAs("%s %s", releases, slipway.run("operations").out())
          .isLessThan(deadline);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
    }
  }

  /** What is said of a deployment that waits for approval. */
  private String waiting() throws Exception {
    var deadline = System.nanoTime() + LIMIT_NANOS;
    var said = slipway.run("approve", "pushed", "review");
    while (!said.out().contains("--plan ")) {
      assertThat(System.nanoTime())
          .describedAs("%s%s", said.out(), said.err())
          .isLessThan(deadline);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
      said = slipway.run("approve", "pushed", "review");
    }
    return said.out();
  }
}
