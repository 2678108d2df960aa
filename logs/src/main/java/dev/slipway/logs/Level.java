package dev.slipway.logs;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How grave an entry says it is. Most text says nothing, which is not the same as harmless. */
public enum Level {
  UNKNOWN(0),
  TRACE(1),
  DEBUG(2),
  INFO(3),
  WARN(4),
  ERROR(5),
  FATAL(6);

  private static final Map<String, Level> WORDS =
      Map.ofEntries(
          Map.entry("trace", TRACE),
          Map.entry("finest", TRACE),
          Map.entry("finer", TRACE),
          Map.entry("debug", DEBUG),
          Map.entry("fine", DEBUG),
          Map.entry("config", DEBUG),
          Map.entry("info", INFO),
          Map.entry("information", INFO),
          Map.entry("notice", INFO),
          Map.entry("log", INFO),
          Map.entry("statement", INFO),
          Map.entry("warn", WARN),
          Map.entry("warning", WARN),
          Map.entry("err", ERROR),
          Map.entry("error", ERROR),
          Map.entry("severe", ERROR),
          Map.entry("crit", FATAL),
          Map.entry("critical", FATAL),
          Map.entry("alert", FATAL),
          Map.entry("emerg", FATAL),
          Map.entry("fatal", FATAL),
          Map.entry("panic", FATAL));

  private final int number;

  Level(int number) {
    this.number = number;
  }

  /** As it is kept on disk: never given to another. */
  public int number() {
    return number;
  }

  /** The level that one of the many loggers' words means. */
  public static Optional<Level> of(String word) {
    return Optional.ofNullable(WORDS.get(word.toLowerCase(Locale.ROOT)));
  }

  /** What loggers of Node write in numbers: 30 is information, 50 an error. */
  public static Optional<Level> ofTens(int number) {
    if (number < 10 || number > 69) {
      return Optional.empty();
    }
    return Optional.of(values()[number / 10]);
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
