package dev.slipway.logs.line;

import dev.slipway.logs.Level;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/** Lines of logfmt: {@code ts=2026-11-21T22:30:00Z level=warn msg="slow"}. */
final class FieldSense {
  Sensed of(String line) {
    var level =
        value(line, "level=")
            .or(() -> value(line, "lvl="))
            .or(() -> value(line, "severity="))
            .flatMap(Level::of)
            .orElse(Level.UNKNOWN);
    var at =
        value(line, "time=")
            .or(() -> value(line, "ts="))
            .or(() -> value(line, "timestamp="))
            .flatMap(FieldSense::time);
    return new Sensed(at, level);
  }

  private static Optional<Instant> time(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '.')
        ? number(text)
        : Moments.ofText(text, ZoneOffset.UTC);
  }

  private static Optional<Instant> number(String digits) {
    try {
      return Moments.ofNumber(Double.parseDouble(digits));
    } catch (NumberFormatException notOne) {
      return Optional.empty();
    }
  }

  /** The value of a field that begins the line or follows a space. */
  private static Optional<String> value(String line, String field) {
    var at = line.indexOf(field);
    while (at > 0 && line.charAt(at - 1) != ' ') {
      at = line.indexOf(field, at + 1);
    }
    if (at < 0) {
      return Optional.empty();
    }
    var from = at + field.length();
    var quoted = from < line.length() && line.charAt(from) == '"';
    var begin = quoted ? from + 1 : from;
    var end = line.indexOf(quoted ? '"' : ' ', begin);
    return Optional.of(line.substring(begin, end < 0 ? line.length() : end));
  }
}
