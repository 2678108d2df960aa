package dev.slipway.logs.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.logs.Level;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LineSenseTest {
  private static final Instant READ = Instant.parse("2026-11-21T22:31:00Z");
  private final LineSense sense = new LineSense(ZoneId.of("Africa/Lagos"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      textBlock =
          """
          {"level":30,"time":1795300200123,"msg":"ready"} ~ INFO ~ 2026-11-21T22:30:00.123Z
          {"level":50,"time":1795300200,"err":{"level":"debug"}} ~ ERROR ~ 2026-11-21T22:30:00Z
          {"time":"2026-11-21T22:30:00.5Z","status":503} ~ ERROR ~ 2026-11-21T22:30:00.500Z
          {"time":"2026-11-21T22:30:00Z","status":404} ~ UNKNOWN ~ 2026-11-21T22:30:00Z
          {"severity":"WARNING","timestamp":"2026-11-21T22:30:00+00:00"} ~ WARN ~ 2026-11-21T22:30:00Z
          {"msg":"x","nested":{"level":"error","time":1},"level":"warn"} ~ WARN ~
          {"level":"error","msg":"cut sho ~ ERROR ~
          ts=2026-11-21T22:30:00.1Z level=warn msg="slow level=error" ~ WARN ~ 2026-11-21T22:30:00.100Z
          time="2026-11-21T22:30:00Z" level=fatal msg=gone ~ FATAL ~ 2026-11-21T22:30:00Z
          2026-11-21 23:30:00,123 ERROR [main] c.x.Y - failed ~ ERROR ~ 2026-11-21T22:30:00.123Z
          2026-11-21 22:30:00.123 UTC [77] LOG:  checkpoint starting: time ~ INFO ~ 2026-11-21T22:30:00.123Z
          2026-11-21 22:30:00.123 UTC [77] FATAL:  role "x" does not exist ~ FATAL ~ 2026-11-21T22:30:00.123Z
          2026/11/21 23:30:00 [error] 12#12: *3 connect() failed ~ ERROR ~ 2026-11-21T22:30:00Z
          127.0.0.1 - - [21/Nov/2026:22:30:00 +0000] "GET / HTTP/1.1" 200 12 ~ UNKNOWN ~ 2026-11-21T22:30:00Z
          I, [2026-11-21T23:30:00.123456 #12]  INFO -- : Started ~ INFO ~ 2026-11-21T22:30:00.123456Z
          [2026-11-21 22:30:00 +0000] [9] [CRITICAL] WORKER TIMEOUT ~ FATAL ~ 2026-11-21T22:30:00Z
          ERROR:root:it broke ~ ERROR ~
          panic: runtime error: index out of range ~ FATAL ~
          Traceback (most recent call last): ~ ERROR ~
          Exception in thread "main" java.lang.IllegalStateException: x ~ ERROR ~
          the error of yesterday is explained here ~ UNKNOWN ~
          Listening on port 8080 ~ UNKNOWN ~
          due=2026-12-31T00:00:00Z is far away ~ UNKNOWN ~
          2020-01-01 00:00:00 INFO imported ~ INFO ~
          GET /errors?kind=ERRORS 200 ~ UNKNOWN ~
          """)
  void tellsTimeAndLevel(String line, Level level, Instant at) {
    var sensed = sense.of(line, READ);
    assertThat(sensed.level()).isEqualTo(level);
    assertThat(sensed.at().orElse(null)).isEqualTo(at);
  }

  @Test
  void readsWhatJavaItselfWrites() {
    var sensed =
        sense.of("Nov 21, 2026 11:30:00 PM dev.slipway.X run\nWARNING: a look failed", READ);
    assertThat(sensed.at()).contains(Instant.parse("2026-11-21T22:30:00Z"));
    assertThat(sensed.level()).isEqualTo(Level.WARN);
    assertThat(sense.of("Nov 21, 2026 11:30:00\u202fPM x y\nINFO: z", READ).at())
        .contains(Instant.parse("2026-11-21T22:30:00Z"));
  }
}
