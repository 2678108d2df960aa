package dev.slipway.watch.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.manifest.model.ClockTime;
import dev.slipway.manifest.model.Quiet;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Hours of the wall's clock: over midnight, over weekends, in nights in which it is set. */
final class QuietHoursTest {
  private static Quiet quiet(String from, String until, String zone) {
    return new Quiet(
        ClockTime.parse(from).orElseThrow(), ClockTime.parse(until).orElseThrow(), ZoneId.of(zone));
  }

  private static Optional<Instant> end(Instant now, Quiet... all) {
    return QuietHours.now(List.of(all), now).map(QuietHours.End::instant);
  }

  @Test
  void aNightGoesOverMidnight() {
    var night = quiet("22:00", "07:00", "Europe/Berlin");
    // In November Berlin is an hour ahead.
    assertThat(end(Instant.parse("2026-11-21T20:59:59Z"), night)).isEmpty();
    assertThat(end(Instant.parse("2026-11-21T21:00:00Z"), night))
        .contains(Instant.parse("2026-11-22T06:00:00Z"));
    assertThat(end(Instant.parse("2026-11-22T05:59:59Z"), night))
        .contains(Instant.parse("2026-11-22T06:00:00Z"));
    assertThat(end(Instant.parse("2026-11-22T06:00:00Z"), night)).isEmpty();
  }

  @Test
  void aWeekendIsOneTime() {
    var weekend = quiet("Fri 18:00", "Mon 07:00", "UTC");
    var monday = Instant.parse("2026-11-23T07:00:00Z");
    assertThat(end(Instant.parse("2026-11-20T17:59:00Z"), weekend)).isEmpty();
    assertThat(end(Instant.parse("2026-11-20T18:00:00Z"), weekend)).contains(monday);
    assertThat(end(Instant.parse("2026-11-22T12:00:00Z"), weekend)).contains(monday);
    assertThat(end(monday, weekend)).isEmpty();
  }

  @Test
  void theLastEndCounts() {
    var night = quiet("22:00", "07:00", "UTC");
    var weekend = quiet("Fri 18:00", "Mon 08:00", "UTC");
    assertThat(end(Instant.parse("2026-11-20T23:00:00Z"), night, weekend))
        .contains(Instant.parse("2026-11-23T08:00:00Z"));
  }

  @Test
  void theNightInWhichTheClockIsSet() {
    var night = quiet("22:00", "02:30", "Europe/Berlin");
    // On 29 March 2026 there is no 02:30: the clock goes from 02:00 to 03:00.
    assertThat(end(Instant.parse("2026-03-28T22:00:00Z"), night))
        .contains(Instant.parse("2026-03-29T01:30:00Z"));
    // On 25 October 2026 there are two: the first ends it.
    assertThat(end(Instant.parse("2026-10-24T22:00:00Z"), night))
        .contains(Instant.parse("2026-10-25T00:30:00Z"));
    assertThat(end(Instant.parse("2026-10-25T01:15:00Z"), night)).isEmpty();
  }

  @Test
  void aDayThatIsQuietFromBeginningToEnd() {
    var noon = quiet("12:00", "13:00", "UTC");
    assertThat(end(Instant.parse("2026-11-21T11:59:00Z"), noon)).isEmpty();
    assertThat(end(Instant.parse("2026-11-21T12:30:00Z"), noon))
        .contains(Instant.parse("2026-11-21T13:00:00Z"));
    assertThat(QuietHours.now(List.of(), Instant.parse("2026-11-21T12:30:00Z"))).isEmpty();
  }
}
