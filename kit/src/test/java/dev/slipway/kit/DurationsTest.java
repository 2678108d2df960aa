package dev.slipway.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DurationsTest {
  @ParameterizedTest
  @CsvSource({
    "48h, PT48H",
    "1h30m, PT1H30M",
    "500ms, PT0.5S",
    "30d, PT720H",
    "2w, PT336H",
    "0s, PT0S"
  })
  void readsWhatPeopleWrite(String text, Duration expected) {
    assertThat(Durations.parse(text)).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "48 hoours", "h", "1", "-1s", "1.5h", "1h 30m", "999999999999w"})
  void refusesAnythingElse(String text) {
    assertThat(Durations.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1d12h", "1h30m", "250ms", "2m10s", "0s"})
  void writesWhatItReadsBack(String text) {
    assertThat(Durations.write(Durations.parse(text).orElseThrow())).isEqualTo(text);
  }

  @Test
  void tellsAPersonTheTwoFiguresThatMatter() {
    assertThat(Durations.human(Duration.ofMillis(38))).isEqualTo("38 ms");
    assertThat(Durations.human(Duration.ofMillis(1340))).isEqualTo("1.3 s");
    assertThat(Durations.human(Duration.ofSeconds(130))).isEqualTo("2 min 10 s");
    assertThat(Durations.human(Duration.ofMinutes(192))).isEqualTo("3 h 12 min");
    assertThat(Durations.human(Duration.ofDays(2))).isEqualTo("2 d");
  }
}
