package dev.slipway.watch.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.manifest.model.Rhythm;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Jobs are due as documented, on days with a shift of the clock too. */
final class ScheduleTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private static List<String> due(String rhythm, ZoneId zone, String from, String until) {
    var schedule = new Schedule(Rhythm.parse(rhythm).orElseThrow(), zone);
    var all = new ArrayList<String>();
    var end = Instant.parse(until);
    for (var at = schedule.next(Instant.parse(from));
        at.isPresent() && !at.get().isAfter(end);
        at = schedule.next(at.get())) {
      all.add(at.get().toString());
    }
    return all;
  }

  @Test
  void aTimeThatIsLeftOutIsDueAtTheFirstInstantAfter() {
    // On 29 March 2026 the clock goes from 2:00 to 3:00 in Berlin, at 1:00 UTC.
    assertThat(due("30 2 * * *", BERLIN, "2026-03-28T00:00:00Z", "2026-03-30T12:00:00Z"))
        .containsExactly("2026-03-28T01:30:00Z", "2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z");
    assertThat(due("*/15 2 * * *", BERLIN, "2026-03-29T00:00:00Z", "2026-03-29T12:00:00Z"))
        .containsExactly("2026-03-29T01:00:00Z");
    assertThat(due("0 2,3 * * *", BERLIN, "2026-03-29T00:00:00Z", "2026-03-29T12:00:00Z"))
        .containsExactly("2026-03-29T01:00:00Z");
  }

  @Test
  void aTimeThatComesTwiceIsDueOnce() {
    // On 25 October 2026 the clock goes from 3:00 back to 2:00 in Berlin, at 1:00 UTC.
    assertThat(due("30 2 * * *", BERLIN, "2026-10-24T12:00:00Z", "2026-10-26T12:00:00Z"))
        .containsExactly("2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z");
  }

  @Test
  void hoursThatPassAreCountedAsTheyPass() {
    assertThat(due("0 * * * *", BERLIN, "2026-10-24T23:30:00Z", "2026-10-25T02:30:00Z"))
        .containsExactly("2026-10-25T00:00:00Z", "2026-10-25T01:00:00Z", "2026-10-25T02:00:00Z");
    assertThat(due("30 * * * *", BERLIN, "2026-03-28T23:45:00Z", "2026-03-29T02:45:00Z"))
        .containsExactly("2026-03-29T00:30:00Z", "2026-03-29T01:30:00Z", "2026-03-29T02:30:00Z");
    assertThat(due("* * * * *", BERLIN, "2026-10-25T00:00:00Z", "2026-10-25T03:00:00Z"))
        .hasSize(180)
        .doesNotHaveDuplicates();
    assertThat(due("* * * * *", BERLIN, "2026-03-29T00:00:00Z", "2026-03-29T03:00:00Z"))
        .hasSize(180)
        .doesNotHaveDuplicates();
  }

  @Test
  void shiftsOfHalfAnHourAndOfAWholeDay() {
    // Lord Howe goes from 2:00 to 2:30 on 4 October 2026; Apia left out 30 December 2011.
    assertThat(
            due(
                "15 2 * * *",
                ZoneId.of("Australia/Lord_Howe"),
                "2026-10-03T14:00:00Z",
                "2026-10-04T14:00:00Z"))
        .containsExactly("2026-10-03T15:30:00Z");
    assertThat(
            due(
                "0 12 * * *",
                ZoneId.of("Pacific/Apia"),
                "2011-12-29T10:00:00Z",
                "2012-01-01T00:00:00Z"))
        .containsExactly(
            "2011-12-29T22:00:00Z",
            "2011-12-30T10:00:00Z",
            "2011-12-30T22:00:00Z",
            "2011-12-31T22:00:00Z");
  }

  @Test
  void eitherDayIsEnoughWhereBothAreNamed() {
    assertThat(due("0 0 13 * 5", ZoneId.of("UTC"), "2026-11-10T00:00:00Z", "2026-11-28T00:00:00Z"))
        .containsExactly("2026-11-13T00:00:00Z", "2026-11-20T00:00:00Z", "2026-11-27T00:00:00Z");
  }

  @Test
  void durationsAreCountedAlikeByEverybody() {
    assertThat(due("15m", BERLIN, "2026-11-10T00:07:11Z", "2026-11-10T00:30:00Z"))
        .containsExactly("2026-11-10T00:15:00Z", "2026-11-10T00:30:00Z");
    assertThat(due("never", BERLIN, "2026-11-10T00:07:11Z", "2027-11-10T00:30:00Z")).isEmpty();
    assertThat(due("0 0 30 2 *", BERLIN, "2026-11-10T00:07:11Z", "2040-11-10T00:30:00Z")).isEmpty();
  }
}
