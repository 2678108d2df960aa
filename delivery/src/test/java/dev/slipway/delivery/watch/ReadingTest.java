package dev.slipway.delivery.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.checks.soak.Window;
import dev.slipway.protocol.edge.Figures;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the edge counted, read as what came of one release between two looks. */
final class ReadingTest {
  private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");

  @Test
  void onlyTheReleaseItselfIsCounted() {
    var reading =
        Reading.of(
            figures(
                START,
                10,
                instance("ledger/production/web", "v2", 100, 7, 1, 40),
                instance("ledger/production/web", "v2", 50, 0, 0, 90),
                instance("ledger/production/web", "v1", 900, 9, 9, 500),
                instance("ledger/staging/web", "v2", 900, 9, 9, 500)),
            "ledger/production",
            "v2");
    assertThat(reading.requests()).isEqualTo(150);
    assertThat(reading.failed()).isEqualTo(8);
    assertThat(reading.latency()).isEqualTo(Duration.ofMillis(90));
  }

  @Test
  void aWindowIsTheDifferenceOfTwoReadings() {
    var earlier = new Reading(START, START.plusSeconds(1), 100, 2, Duration.ofMillis(5), Map.of());
    var later = new Reading(START, START.plusSeconds(6), 140, 5, Duration.ofMillis(9), Map.of());
    var window = later.since(earlier);
    assertThat(window.requests()).isEqualTo(new Window.Requests(40, 3));
    assertThat(window.length()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void anEdgeThatBeganAnewIsReadFromItsBeginning() {
    var earlier = new Reading(START, START.plusSeconds(1), 1000, 2, Duration.ofMillis(5), Map.of());
    var later =
        new Reading(
            START.plusSeconds(3), START.plusSeconds(6), 40, 1, Duration.ofMillis(9), Map.of());
    assertThat(later.since(earlier).requests()).isEqualTo(new Window.Requests(40, 1));
  }

  @Test
  void whatIsLongPastIsRememberedTogether() {
    var watched =
        new Watched(
            START,
            new Reading(START, START, 0, 0, Duration.ZERO, Map.of()),
            Optional.empty(),
            List.of());
    for (var i = 0; i < 500; i++) {
      var at = START.plusSeconds(i);
      var window =
          new Window(
              at,
              Duration.ofSeconds(1),
              new Window.Requests(10, 1),
              Duration.ofMillis(i),
              Map.of("GET /: 500", 1L));
      watched = watched.with(new Reading(START, at, 0, 0, Duration.ZERO, Map.of()), window);
    }
    assertThat(watched.windows()).hasSizeLessThan(50);
    assertThat(watched.windows().stream().mapToLong(one -> one.requests().count()).sum())
        .isEqualTo(5000);
    assertThat(watched.windows().getFirst().from()).isEqualTo(START);
  }

  private static Figures figures(
      Instant started, int window, Figures.InstanceFigures... instances) {
    return new Figures(started.plusSeconds(9), started, 1, 1, window, List.of(instances));
  }

  private static Figures.InstanceFigures instance(
      String pool, String release, long requests, long errors, long failed, double p95) {
    var count =
        new Figures.Count(requests, Map.of("5xx", errors), failed, 0, 0, new Figures.Bytes(0, 0));
    return new Figures.InstanceFigures(
        pool,
        release,
        pool + release + requests,
        Figures.Health.HEALTHY,
        0,
        new Figures.Traffic(count, count, new Figures.Latency(1, 2, p95, p95, p95, p95)),
        errors == 0 ? Map.of() : Map.of("GET /bad: 500", errors));
  }
}
