package dev.slipway.logs.line;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Tells time and level from a line: JSON, logfmt, or the text that loggers usually write. A time
 * that is far from when the line was read is taken for something else, such as a due date.
 */
public final class LineSense {
  /** A control plane that was down for a weekend still finds the true times. */
  private static final Duration PAST = Duration.ofDays(7);

  private static final Duration FUTURE = Duration.ofMinutes(5);

  private final JsonSense json = new JsonSense();
  private final FieldSense fields = new FieldSense();
  private final TextSense text;

  /**
   * @param zone of times that don't name one
   */
  public LineSense(ZoneId zone) {
    this.text = new TextSense(zone);
  }

  /** Of a line, or of all the lines that one thing was told in. */
  public Sensed of(String lines, Instant read) {
    var sensed = raw(lines);
    return sensed.at().filter(at -> !isNear(at, read)).isPresent()
        ? new Sensed(Optional.empty(), sensed.level())
        : sensed;
  }

  private Sensed raw(String lines) {
    if (lines.startsWith("{")) {
      return json.of(lines);
    }
    var end = lines.indexOf('\n');
    var first = end < 0 ? lines : lines.substring(0, end);
    // The time in front is text even where fields follow it.
    return first.indexOf('=') > 0 ? fields.of(first).or(text.of(lines)) : text.of(lines);
  }

  private static boolean isNear(Instant at, Instant read) {
    return at.isAfter(read.minus(PAST)) && at.isBefore(read.plus(FUTURE));
  }
}
