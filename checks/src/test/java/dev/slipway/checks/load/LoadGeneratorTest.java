package dev.slipway.checks.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.checks.Outcome;
import dev.slipway.checks.TestingSite;
import dev.slipway.checks.TestingSite.Reply;
import dev.slipway.checks.http.Request;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LoadGeneratorTest {
  private final TestingSite site = TestingSite.plain();

  @AfterEach
  void close() {
    site.close();
  }

  private static LoadPlan plan(double perSecond, Duration duration) {
    return LoadPlan.of(Request.get("/"), perSecond, duration);
  }

  @Test
  void keepsTheRateWhateverTheLatency() {
    site.on(
        "/",
        (exchange, body) -> {
          pause(Duration.ofMillis(200));
          return new Reply(200, "ok");
        });
    var report = new LoadGenerator(site.target()).run(plan(100, Duration.ofSeconds(2)));
    assertThat(report.requests()).isEqualTo(200);
    // One after the other would take 40 s.
    assertThat(report.took()).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(20));
    assertThat(report.percentile(50)).isGreaterThan(Duration.ofMillis(195));
    assertThat(report.failed()).isZero();
  }

  /** A closed loop would see one slow request of many; the users of that second saw a stall. */
  @Test
  void aStallIsSeenByAllWhoWouldHaveComeMeanwhile() {
    var stalledUntil = new AtomicLong();
    var count = new AtomicInteger();
    site.on(
        "/",
        (exchange, body) -> {
          if (count.incrementAndGet() == 200) {
            stalledUntil.set(System.nanoTime() + Duration.ofSeconds(1).toNanos());
          }
          pause(Duration.ofNanos(stalledUntil.get() - System.nanoTime()));
          return new Reply(200, "ok");
        });
    var report = new LoadGenerator(site.target()).run(plan(100, Duration.ofSeconds(4)));
    assertThat(report.requests()).isEqualTo(400);
    var slow = report.latency().getCountBetweenValues(100_000, report.latency().getMaxValue() + 1);
    assertThat(slow).describedAs("requests slower than 100 ms").isGreaterThan(60);
    assertThat(report.percentile(99)).isGreaterThan(Duration.ofMillis(700));
  }

  @Test
  void whatCouldNotBeBroughtIsNotASuccess() throws Exception {
    site.on("/", new Reply(200, "ok"));
    var reports = new CompletableFuture<LoadReport>();
    var runner =
        Thread.ofPlatform()
            .start(
                () ->
                    reports.complete(
                        new LoadGenerator(site.target()).run(plan(20, Duration.ofMinutes(5)))));
    while (site.requests.size() < 30) {
      Thread.onSpinWait();
    }
    runner.interrupt();
    var report = reports.get(30, TimeUnit.SECONDS);
    assertThat(report.judge(LoadCriteria.errorsUnder(1)).outcome()).isEqualTo(Outcome.UNMEASURED);
    assertThat(report.judge(LoadCriteria.errorsUnder(1)).fact()).startsWith("the load was stopped");
  }

  private static void pause(Duration time) {
    if (time.isPositive()) {
      try {
        Thread.sleep(time);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
