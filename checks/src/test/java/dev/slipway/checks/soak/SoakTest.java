package dev.slipway.checks.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.checks.Outcome;
import dev.slipway.checks.TestingSite;
import dev.slipway.checks.TestingSite.Reply;
import dev.slipway.checks.http.Request;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SoakTest {
  private static final Instant SWITCH = Instant.parse("2026-11-21T14:02:00Z");
  private static final Duration FIVE = Duration.ofSeconds(5);
  private static final Baseline V52 =
      new Baseline("v52", new Window.Requests(100_000, 20), Duration.ofMillis(120));

  private int fives;

  private Window window(long requests, long failed, long latencyMillis) {
    return new Window(
        SWITCH.plus(FIVE.multipliedBy(fives++)),
        FIVE,
        new Window.Requests(requests, failed),
        Duration.ofMillis(latencyMillis),
        failed == 0 ? Map.of() : Map.of("POST /api/invoices: 500", failed));
  }

  private static Soak soak() {
    return new Soak(SoakLimits.DEFAULT, Optional.of(V52));
  }

  /** The line of the first breach, and the window it came with. */
  private String firstBreach(Soak soak, long requests, long failed, long latencyMillis) {
    for (var i = 1; i <= 20; i++) {
      var breach = soak.add(window(requests, failed, latencyMillis));
      if (breach.isPresent()) {
        return i + ": " + breach.get().line();
      }
    }
    return "none";
  }

  @Test
  void tellsTheErrorRateTheLimitAndWhatWasUsual() {
    assertThat(firstBreach(soak(), 575, 36, 100))
        .isEqualTo(
            "6: error rate 6.3 % > 1 % for 30 s (POST /api/invoices: 500 ×216, v52 had 0.02 %)");
  }

  @Test
  void tellsAReleaseThatFailsNearlyAllAtOnce() {
    assertThat(firstBreach(soak(), 200, 190, 10)).startsWith("1: error rate 95 % > 1 % for 5 s");
  }

  @Test
  void doesNotTrustAHandfulOfRequests() {
    assertThat(firstBreach(soak(), 1, 0, 10)).isEqualTo("none");
    var soak = soak();
    soak.add(window(40, 1, 10));
    for (var i = 0; i < 10; i++) {
      assertThat(soak.add(window(40, 0, 10))).describedAs("one failure of many").isEmpty();
    }
    assertThat(soak.end().outcome()).isEqualTo(Outcome.PASSED);
  }

  @Test
  void aShortBurstThatPassesIsNoReasonToGoBack() {
    var soak = soak();
    for (var i = 0; i < 5; i++) {
      assertThat(soak.add(window(500, 0, 10))).isEmpty();
    }
    assertThat(soak.add(window(500, 20, 10))).isEmpty();
    assertThat(soak.add(window(500, 0, 10))).isEmpty();
  }

  @Test
  void tellsLatencyBeyondItsLimit() {
    assertThat(firstBreach(new Soak(SoakLimits.DEFAULT, Optional.empty()), 100, 0, 2_400))
        .isEqualTo("6: p95 2.4 s > 2 s for 30 s (no release before to compare with)");
  }

  @Test
  void tellsWhatIsClearlyWorseThanBeforeThoughWithinTheLimits() {
    assertThat(firstBreach(soak(), 100, 0, 400))
        .isEqualTo("6: p95 400 ms > twice what is usual, 240 ms for 30 s (v52 had 120 ms)");
    assertThat(firstBreach(soak(), 2_000, 10, 100))
        .isEqualTo(
            "6: error rate 0.5 % > twice what is usual, 0.06 % for 30 s"
                + " (POST /api/invoices: 500 ×60, v52 had 0.02 %)");
    assertThat(firstBreach(soak(), 100, 0, 200)).isEqualTo("none");
  }

  @Test
  void noTrafficIsNeverASuccess() {
    var soak = soak();
    for (var i = 0; i < 12; i++) {
      assertThat(soak.add(window(0, 0, 0))).isEmpty();
    }
    assertThat(soak.needsTraffic()).isTrue();
    assertThat(soak.end())
        .isEqualTo(
            new Soak.Verdict(
                Outcome.UNMEASURED,
                "only 0 requests in 1 min: too few to say anything (at least 20)"));
  }

  @Test
  void ownRequestsStandInForMissingTraffic() {
    try (var site = TestingSite.plain()) {
      site.on("/", new Reply(200, "ok"));
      var traffic =
          new SyntheticTraffic(site.target(), List.of(Request.get("/")), InstantSource.system());
      var soak = soak();
      assertThat(soak.add(traffic.send(40, Duration.ofSeconds(1), 95))).isEmpty();
      assertThat(soak.needsTraffic()).isFalse();
      assertThat(soak.end().fact())
          .matches(
              "40 requests in 1.0 s: error rate 0 % \\(limit 1 %\\), slowest p95 [0-9.]+ m?s"
                  + " \\(limit 2.0 s\\)");
      site.on("/", new Reply(502, "bad"));
      var breach = soak.add(traffic.send(100, Duration.ofSeconds(1), 95)).orElseThrow();
      assertThat(breach.line()).contains("synthetic requests: 502 ×100");
    }
  }

  @Test
  void theBoundsHoldWhatTheyPromise() {
    assertThat(Confidence.least(new Window.Requests(3, 3))).isBetween(0.43, 0.45);
    assertThat(Confidence.most(new Window.Requests(3, 0))).isBetween(0.55, 0.57);
    assertThat(Confidence.least(new Window.Requests(0, 0))).isZero();
    assertThat(Confidence.least(new Window.Requests(50, 1))).isLessThan(0.01);
  }
}
