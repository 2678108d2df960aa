package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.e2e.Depot.Kind;
import dev.slipway.protocol.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Deployments in a row, good and bad, while people ask without a pause and things are killed. No
 * request fails for the good, nobody meets the bad, and every end is true. {@code
 * -Dslipway.deployments=200} for the full number.
 */
@Timeout(value = 3, unit = TimeUnit.HOURS)
final class ManyDeploymentsTest {
  private static final int DEPLOYMENTS = Integer.getInteger("slipway.deployments", 8);
  private static final long SEED = Long.getLong("slipway.seed", System.nanoTime());
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  /** Every one of these deployments something is killed in the middle of it. */
  private static final int KILL_EACH = 4;

  private static final int TOLD_EACH = 20;

  private static final int LATEST_KILL_MILLIS = 5_000;

  private final Random random = new Random(SEED);
  private final Map<Kind, Map<String, Integer>> outcomes = new EnumMap<>(Kind.class);
  private final Map<Victim, Integer> unanswered = new EnumMap<>(Victim.class);
  private final SmallDisk disk = SmallDisk.make();
  private final Slipway slipway = Slipway.in(disk.folder());
  private final Copies copies = new Copies(slipway);
  private Depot depot;
  private int asked;

  @BeforeEach
  void serveTheFirst() throws Exception {
    depot = new Depot(Files.createDirectories(slipway.data().resolveSibling("depot")));
    depot.next(Kind.GOOD);
    var first = slipway.run("up", depot.folder());
    assertThat(first.exitCode()).describedAs("%s%s", first.out(), first.err()).isZero();
  }

  @AfterEach
  void stop() throws Exception {
    slipway.close();
    disk.close();
  }

  @Test
  void everyEndIsTrue() throws Exception {
    try (var crowd = new Crowd(port(), Depot.host())) {
      for (var i = 1; i <= DEPLOYMENTS; i++) {
        var kinds = Kind.values();
        var kind = kinds[i % kinds.length];
        if (kind == Kind.FULL_DISK && !disk.canBeFilled()) {
          continue;
        }
        var killed = i % KILL_EACH == 0 ? Victim.any(random) : Victim.NOBODY;
        round(crowd, i, kind, killed);
        if (i % TOLD_EACH == 0 || i == DEPLOYMENTS) {
          tell(i);
        }
      }
    }
  }

  private void tell(int done) {
    System.out.println(done + " deployments, " + asked + " requests, seed " + SEED);
    outcomes.forEach((kind, counts) -> System.out.println("  " + kind + " " + counts));
    unanswered.forEach(
        (victim, count) ->
            System.out.println("  " + victim + " killed: " + count + " requests failed"));
  }

  private void round(Crowd crowd, int number, Kind kind, Victim victim) throws Exception {
    var what = "deployment " + number + " (" + kind + ", " + victim + " killed, seed " + SEED + ")";
    var before = serving();
    depot.next(kind);
    if (kind == Kind.FULL_DISK) {
      disk.fill();
    }
    var log = slipway.data().resolveSibling("up.log");
    var up = slipway.begin(log, "up", depot.folder());
    if (victim != Victim.NOBODY) {
      TimeUnit.MILLISECONDS.sleep(random.nextInt(LATEST_KILL_MILLIS));
      victim.kill(slipway, random);
    }
    if (kind == Kind.CANCELLED && victim == Victim.NOBODY) {
      cancel();
    }
    if (!up.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      up.destroyForcibly();
    }
    if (victim == Victim.CONTROL_PLANE) {
      assertThat(slipway.run("up").exitCode()).describedAs(what).isZero();
    }
    if (kind == Kind.CANCELLED && victim != Victim.NOBODY) {
      cancelIfItRuns();
    }
    awaitEnd(what);
    disk.empty();
    awaitGood(what);

    var after = serving();
    var said = Files.readString(log);
    var told = crowd.soFar();
    asked += told.size();
    var outcome = after.equals(before) ? "stays" : "goes on";
    outcomes.computeIfAbsent(kind, any -> new TreeMap<>()).merge(outcome, 1, Integer::sum);
    if (victim == Victim.NOBODY) {
      assertThat(up.exitValue() == 0).describedAs("%s: %s", what, said).isEqualTo(kind.isGood());
    }
    if (!kind.isGood()) {
      assertThat(after).describedAs("%s: %s", what, said).isEqualTo(before);
    }
    var wrong =
        told.stream()
            .filter(one -> !(one.by(before) || one.by(after)) || one.status() / 100 != 2)
            .toList();
    unanswered.merge(victim, wrong.size(), Integer::sum);
    if (victim.isUnseen()) {
      assertThat(Crowd.sorts(wrong))
          .describedAs("%s, %s before, %s after: %s\n%s", what, before, after, said, newest())
          .isEmpty();
    }
    // Whatever was killed: by now all are answered by what the record says serves.
    for (var i = 0; i < 5; i++) {
      assertThat(Crowd.ask(port(), Depot.host(), "GET /").by(after)).describedAs(what).isTrue();
    }
    assertThat(copies.left()).describedAs("%s: copies that are left", what).isEmpty();
  }

  /** What became of the newest deployment, with the reason. */
  private String newest() throws Exception {
    var releases = slipway.run("releases", "depot", "development").out();
    var version = releases.lines().filter(line -> line.contains("v")).findFirst().orElse("");
    var name = version.strip().split("\\s+")[0];
    return releases + slipway.run("releases", "depot", "development", name).out();
  }

  private int port() throws IOException {
    return Integer.parseInt(Files.readString(slipway.data().resolve("edge/port.http")).strip());
  }

  /** What the record says. */
  private String serving() throws Exception {
    var status = slipway.run("status", "--json");
    assertThat(status.exitCode()).describedAs(status.err()).isZero();
    return Json.tree(status.out()).at("/apps/0/environments/0/release").asString();
  }

  private void cancel() throws Exception {
    await("nothing rehearses that could be cancelled", copies::work);
    cancelIfItRuns();
  }

  private void cancelIfItRuns() throws Exception {
    for (var number : slipway.deploymentsUnderWay()) {
      slipway.run("operation", "cancel", number, "--why", "a test");
    }
  }

  private void awaitEnd(String what) throws Exception {
    await(what + " does not end", () -> slipway.deploymentsUnderWay().isEmpty());
    var attention = slipway.run("operations", "--state", "needs-attention");
    assertThat(attention.out()).describedAs(what).contains("No operations");
  }

  /** What was killed comes back by itself. */
  private void awaitGood(String what) throws Exception {
    await(
        what + ": no answer",
        () -> Crowd.ask(port(), Depot.host(), "POST /api/invoices").status() == 201);
  }

  private interface Condition {
    boolean holds() throws Exception;
  }

  private static void await(String what, Condition condition) throws Exception {
    var end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.holds()) {
      assertThat(System.nanoTime()).describedAs("%s", what).isLessThan(end);
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }
}
