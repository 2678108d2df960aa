package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How users go over to a new release, by the real edge and while they ask without a pause. */
@Timeout(600)
final class StrategiesTest {
  private static Slipway slipway;

  @BeforeAll
  static void start() throws Exception {
    slipway = Slipway.fresh();
    assertThat(slipway.run("up").exitCode()).isZero();
  }

  @AfterAll
  static void stop() throws Exception {
    slipway.close();
  }

  private static int port() throws IOException {
    return Integer.parseInt(Files.readString(slipway.data().resolve("edge/port.http")).strip());
  }

  private static Slipway.Said good(Slipway.Said said) {
    assertThat(said.exitCode()).describedAs("%s%s", said.out(), said.err()).isZero();
    return said;
  }

  private static void allAnswered(List<Crowd.Told> told) {
    assertThat(told).hasSizeGreaterThan(20);
    none(told, one -> one.status() != (one.asked().startsWith("GET") ? 200 : 201));
  }

  private static void none(List<Crowd.Told> told, Predicate<Crowd.Told> wrong) {
    assertThat(Crowd.sorts(told.stream().filter(wrong).toList()))
        .describedAs("of %s", told.size())
        .isEmpty();
  }

  @Test
  void rollingTakesOneInstanceAtATimeAndNoRequestFails() throws Exception {
    var shop = new Shop(slipway, "rolling");
    good(shop.deploy("rolling", "0"));
    try (var crowd = new Crowd(port(), shop.host())) {
      var second = good(shop.deploy("rolling", "0"));
      assertThat(second.out())
          .contains("rolling, 3 instances, one at a time: slipway.yaml says so")
          .contains("33 % … 66 % … 100 %");
      var told = crowd.soFar();
      allAnswered(told);
      assertThat(told.stream().filter(one -> one.by("v1")).count()).isPositive();
      assertThat(told.stream().filter(one -> one.by("v2")).count()).isPositive();

      // And one that fails a fifth of the invoices goes back by itself, and says which they were
      var bad = shop.deploy("{ kind: rolling, soak: 12s }", "20");
      assertThat(bad.exitCode()).describedAs(bad.out()).isEqualTo(1);
      assertThat(bad.out())
          .containsPattern("✖ Soak +error rate [0-9.]+ % > 1 % for [0-9.]+ s ")
          .containsPattern("\\(POST /api/invoices: 500 ×[0-9]+, v2 had 0 %\\)")
          .contains(": switching back to v2")
          .contains("v2 100 %, v3 drained");
      crowd.soFar();
      allAnswered(some(crowd));
    }
  }

  /** Answers that came after now. */
  private static List<Crowd.Told> some(Crowd crowd) throws InterruptedException {
    var told = new ArrayList<Crowd.Told>();
    while (told.size() <= 40) {
      Thread.sleep(50);
      told.addAll(crowd.soFar());
    }
    return told;
  }

  @Test
  void aCanaryGrowsByWatchedSharesAndAFailingOneGoesBack() throws Exception {
    var canary = "{ kind: canary, steps: [20, 50], watch: 4s, soak: 2s }";
    var shop = new Shop(slipway, "canary");
    good(shop.deploy(canary, "0"));
    try (var crowd = new Crowd(port(), shop.host())) {
      var second = good(shop.deploy(canary, "0"));
      assertThat(second.out()).contains("canary, 20 % … 50 %").contains("20 % … 50 % … 100 %");
      allAnswered(crowd.soFar());

      var bad = shop.deploy(canary.replace("watch: 4s", "watch: 20s"), "40");
      var told = crowd.soFar();
      assertThat(bad.exitCode()).describedAs(bad.out()).isEqualTo(1);
      assertThat(bad.out())
          .containsPattern("✖ Switch +error rate [0-9.]+ % > 1 % for [0-9.]+ s ")
          .containsPattern("\\(POST /api/invoices: 500 ×[0-9]+, v2 had 0 %\\)")
          .contains(": switching back to v2")
          .contains("v2 100 %, v3 drained");
      // Only the share of the canary ever met it, and of those only the ones that it fails.
      var byIt = told.stream().filter(one -> one.by("v3")).count();
      assertThat(byIt).isPositive().isLessThan(told.size() * 30L / 100);
      none(told, one -> !one.by("v3") && one.status() / 100 != 2);
      allAnswered(some(crowd));
    }
  }

  @Test
  void stopFirstClosesAndNobodySeesAnythingButThePage() throws Exception {
    var shop = new Shop(slipway, "closing");
    good(shop.deploy("{ kind: stop-first, soak: 2s }", "0"));
    try (var crowd = new Crowd(port(), shop.host())) {
      var second = good(shop.deploy("{ kind: stop-first, soak: 2s }", "0"));
      assertThat(second.out()).contains("closed, v1 drained and stopped").contains("✔ Soak");
      var told = crowd.soFar();
      none(told, one -> one.status() / 100 != 2 && !isPage(one));
      assertThat(told.stream().filter(StrategiesTest::isPage).count()).isPositive();
      var after = some(crowd);
      allAnswered(after);
      none(after, one -> !one.by("v2"));

      // A release that never answers: what served is started again and people are let in.
      var bad = shop.deploy("{ kind: stop-first }", "nothing works");
      assertThat(bad.exitCode()).describedAs(bad.out()).isEqualTo(1);
      assertThat(bad.out()).contains("✖ Start").contains("v2 started again, open to users");
      none(crowd.soFar(), one -> one.status() / 100 != 2 && !isPage(one));
      allAnswered(some(crowd));
    }
  }

  /** People are shown a page, programs are told the same. */
  private static boolean isPage(Crowd.Told told) {
    return told.status() == 503
        && told.text()
            .contains(
                told.asked().startsWith("GET")
                    ? "We will be right back"
                    : "closed for maintenance");
  }
}
