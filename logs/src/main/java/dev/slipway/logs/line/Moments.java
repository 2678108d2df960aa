package dev.slipway.logs.line;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/** Times as loggers write them. */
final class Moments {
  private static final double MILLIS_FROM = 1e11;
  private static final double MICROS_FROM = 1e14;
  private static final double NANOS_FROM = 1e17;

  private Moments() {}

  /** Seconds, milliseconds, microseconds or nanoseconds since 1970: their size tells which. */
  static Optional<Instant> ofNumber(double number) {
    if (number < 1e8 || number > 9e18) {
      return Optional.empty();
    }
    var seconds =
        number < MILLIS_FROM
            ? number
            : number / (number < MICROS_FROM ? 1e3 : number < NANOS_FROM ? 1e6 : 1e9);
    return Optional.of(Instant.ofEpochMilli(Math.round(seconds * 1e3)));
  }

  /** {@code 2026-11-21T22:30:00.123Z} and its many spellings; a local one is of the zone. */
  static Optional<Instant> ofText(String text, ZoneId zone) {
    if (text.length() < 19 || (text.charAt(4) != '-' && text.charAt(4) != '/')) {
      return Optional.empty();
    }
    var iso = text.substring(0, 10).replace('/', '-') + 'T' + text.substring(11).replace(',', '.');
    var offset = offsetAt(iso);
    try {
      if (offset < 0) {
        return Optional.of(LocalDateTime.parse(iso).atZone(zone).toInstant());
      }
      var end = iso.substring(offset).strip();
      var local = LocalDateTime.parse(iso.substring(0, offset).strip());
      return Optional.of(OffsetDateTime.of(local, offset(end)).toInstant());
    } catch (DateTimeException notATime) {
      return Optional.empty();
    }
  }

  private static ZoneOffset offset(String end) {
    return end.equals("UTC") || end.equals("GMT") ? ZoneOffset.UTC : ZoneOffset.of(end);
  }

  private static int offsetAt(String iso) {
    for (var at = 19; at < iso.length(); at++) {
      var c = iso.charAt(at);
      if (c == 'Z' || c == '+' || c == '-' || c == ' ' || c == 'U' || c == 'G') {
        return at;
      }
    }
    return -1;
  }
}
