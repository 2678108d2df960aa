package dev.slipway.kit;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Durations as people write and read them: {@code 250ms}, {@code 30s}, {@code 1h30m}, 2 min 10 s.
 */
public final class Durations {
  private static final Pattern WHOLE = Pattern.compile("(?:\\d{1,12}(?:ms|s|m|h|d|w))+");
  private static final Pattern PART = Pattern.compile("(\\d{1,12})(ms|s|m|h|d|w)");

  /** Past a hundred years it is a slip of the pen. */
  private static final Duration LONGEST = Duration.ofDays(36_525);

  private Durations() {}

  /** Reads {@code 48h}, {@code 1h30m}, {@code 500ms}, {@code 30d}; empty for anything else. */
  public static Optional<Duration> parse(String text) {
    if (!WHOLE.matcher(text).matches()) {
      return Optional.empty();
    }
    var total = Duration.ZERO;
    var part = PART.matcher(text);
    try {
      while (part.find()) {
        total = total.plus(unit(part.group(2)).multipliedBy(Long.parseLong(part.group(1))));
      }
    } catch (ArithmeticException tooLong) {
      return Optional.empty();
    }
    return total.compareTo(LONGEST) > 0 ? Optional.empty() : Optional.of(total);
  }

  private static Duration unit(String name) {
    return switch (name) {
      case "ms" -> Duration.ofMillis(1);
      case "s" -> Duration.ofSeconds(1);
      case "m" -> Duration.ofMinutes(1);
      case "h" -> Duration.ofHours(1);
      case "d" -> Duration.ofDays(1);
      case "w" -> Duration.ofDays(7);
      default -> throw new IllegalArgumentException("no unit of time: " + name);
    };
  }

  /** The shortest text that {@link #parse} reads back to the same duration. */
  public static String write(Duration duration) {
    if (duration.isZero()) {
      return "0s";
    }
    var text = new StringBuilder();
    append(text, duration.toDays(), "d");
    append(text, duration.toHoursPart(), "h");
    append(text, duration.toMinutesPart(), "m");
    append(text, duration.toSecondsPart(), "s");
    append(text, duration.toMillisPart(), "ms");
    return text.isEmpty() ? "0s" : text.toString();
  }

  private static void append(StringBuilder text, long amount, String unit) {
    if (amount != 0) {
      text.append(amount).append(unit);
    }
  }

  /**
   * As a person reads it, with the two figures that matter: 38 ms, 1.3 s, 2 min 10 s, 3 h 12 min.
   */
  public static String human(Duration duration) {
    var millis = duration.toMillis();
    if (millis < 1_000) {
      return millis + " ms";
    }
    if (millis < 60_000) {
      return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }
    if (duration.toHours() < 1) {
      return two(duration.toMinutes(), "min", duration.toSecondsPart(), "s");
    }
    if (duration.toDays() < 1) {
      return two(duration.toHours(), "h", duration.toMinutesPart(), "min");
    }
    return two(duration.toDays(), "d", duration.toHoursPart(), "h");
  }

  private static String two(long first, String firstUnit, long second, String secondUnit) {
    return second == 0
        ? first + " " + firstUnit
        : first + " " + firstUnit + " " + second + " " + secondUnit;
  }
}
