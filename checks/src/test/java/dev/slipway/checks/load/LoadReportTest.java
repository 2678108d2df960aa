package dev.slipway.checks.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.checks.Outcome;
import dev.slipway.checks.http.Request;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class LoadReportTest {
  private static final Duration LIMIT = Duration.ofMillis(250);

  private final LoadPlan plan = LoadPlan.of(Request.get("/"), 1000, Duration.ofSeconds(2));
  private final Tally tally = new Tally();

  /** So many requests, each a millisecond slower than the one before. */
  private void answered(int count, int status) {
    for (var i = 1; i <= count; i++) {
      tally.begun(0);
      tally.answered(Duration.ofMillis(i).toNanos(), status);
    }
  }

  private LoadReport report() {
    return tally.report(plan, Duration.ofSeconds(2), true);
  }

  @Test
  void passesWithItsFigures() {
    answered(200, 200);
    var finding = report().judge(LoadCriteria.errorsUnder(0.01).p95(LIMIT).p99(LIMIT));
    assertThat(finding.fact())
        .isEqualTo(
            "1,000 requests/s for 2.0 s: p95 190 ms (limit 250 ms), p99 198 ms, 0 of 200 failed");
    assertThat(finding.outcome()).isEqualTo(Outcome.PASSED);
    assertThat(finding.evidence()).hasSize(3);
    assertThat(report().goodPerSecond()).isEqualTo(100);
  }

  @Test
  void failsWithAllThatIsBeyondItsLimit() {
    answered(1000, 200);
    answered(60, 503);
    answered(30, 404);
    tally.begun(0);
    tally.unanswered(Duration.ofSeconds(10).toNanos(), "connection refused");
    var finding = report().judge(LoadCriteria.errorsUnder(0.01).p95(LIMIT));
    assertThat(finding.fact())
        .isEqualTo(
            "1,000 requests/s for 2.0 s: error rate 5.6 % > 1.0 % (503 ×60, connection refused"
                + " ×1); p95 947 ms > 250 ms");
    assertThat(finding.outcome()).isEqualTo(Outcome.FAILED);
  }

  @Test
  void isNotMeasuredWhenWeCouldNotBringTheLoad() {
    assertThat(report().judge(LoadCriteria.errorsUnder(1)).fact()).isEqualTo("nothing was sent");
    answered(90, 200);
    for (var i = 0; i < 10; i++) {
      tally.begun(Duration.ofMillis(400).toNanos());
      tally.answered(Duration.ofMillis(500).toNanos(), 200);
    }
    var late = report().judge(LoadCriteria.errorsUnder(1));
    assertThat(late.fact())
        .isEqualTo(
            "this machine could not bring 1,000 requests/s for 2.0 s: one request in 20 was begun"
                + " 400 ms late");
    assertThat(late.outcome()).isEqualTo(Outcome.UNMEASURED);
    tally.notBegun();
    assertThat(report().judge(LoadCriteria.errorsUnder(1)).fact())
        .isEqualTo("1 requests could not be begun, for 20,000 were waiting already");
    assertThat(
            tally
                .report(plan, Duration.ofSeconds(1), false)
                .judge(LoadCriteria.errorsUnder(1))
                .fact())
        .isEqualTo("the load was stopped after 1.0 s");
  }
}
