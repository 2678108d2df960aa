package dev.slipway.logs.line;

import dev.slipway.logs.Level;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Plain text: a time at its beginning, and the first word that is one of loggers' levels. */
final class TextSense {
  /** Further on, such words are part of what is told. */
  private static final int WITHIN = 120;

  private static final Pattern ISO =
      Pattern.compile(
          "^\\W{0,2}(?:\\w, \\[)?(\\d{4}[-/]\\d\\d[-/]\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d{1,9})?"
              + "(?: ?(?:Z|UTC|GMT|[+-]\\d\\d:?\\d\\d)(?!\\w))?)");
  private static final Pattern COMMON =
      Pattern.compile("\\[(\\d\\d/\\w{3}/\\d{4}:\\d\\d:\\d\\d:\\d\\d [+-]\\d{4})\\]");
  private static final Pattern LEVEL =
      Pattern.compile(
          "(?:^|[\\s\\[<(|:/])(TRACE|FINEST|FINER|DEBUG|FINE|CONFIG|INFO|NOTICE|LOG|STATEMENT|WARN"
              + "|WARNING|ERR|ERROR|SEVERE|CRIT|CRITICAL|ALERT|EMERG|FATAL|PANIC"
              + "|[Tt]race|[Dd]ebug|[Ii]nfo|[Nn]otice|[Ww]arn|[Ww]arning|[Ee]rror|[Ff]atal"
              + "|[Pp]anic|[Cc]ritical)(?=[]>)|:,]|\\s+-?\\s?|$)");
  private static final DateTimeFormatter COMMON_TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH);

  private static final Pattern JAVA =
      Pattern.compile("^(\\w{3} \\d{1,2}, \\d{4}),? (\\d{1,2}:\\d\\d:\\d\\d)\\W([AP]M) ");
  private static final DateTimeFormatter JAVA_TIME =
      DateTimeFormatter.ofPattern("MMM d, yyyy h:mm:ss a", Locale.ENGLISH);
  private static final Pattern TRACE =
      Pattern.compile(
          "^(?:Traceback \\(most recent call last\\):|Exception in thread "
              + "|(?:[a-z][\\w$]*\\.)+[A-Z][\\w$]*(?:Exception|Error|Throwable)(?::|$))",
          Pattern.MULTILINE);

  private final ZoneId zone;

  TextSense(ZoneId zone) {
    this.zone = zone;
  }

  Sensed of(String line) {
    var head = line.length() > WITHIN ? line.substring(0, WITHIN) : line;
    var level = level(head);
    return new Sensed(
        time(head), level == Level.UNKNOWN && TRACE.matcher(head).find() ? Level.ERROR : level);
  }

  private Optional<Instant> time(String head) {
    var iso = ISO.matcher(head);
    if (iso.find()) {
      return Moments.ofText(iso.group(1), zone);
    }
    if (head.indexOf('[') < 0) {
      var java = JAVA.matcher(head);
      return java.find()
          ? java(java.group(1) + " " + java.group(2) + " " + java.group(3))
          : Optional.empty();
    }
    var common = COMMON.matcher(head);
    return common.find() ? common(common.group(1)) : Optional.empty();
  }

  private static Optional<Instant> common(String text) {
    try {
      return Optional.of(COMMON_TIME.parse(text, Instant::from));
    } catch (DateTimeException notATime) {
      return Optional.empty();
    }
  }

  private Optional<Instant> java(String text) {
    try {
      return Optional.of(LocalDateTime.parse(text, JAVA_TIME).atZone(zone).toInstant());
    } catch (DateTimeException notATime) {
      return Optional.empty();
    }
  }

  /**
   * A word in capitals counts wherever it stands; a small one, which may be part of a sentence,
   * only where a colon or a bracket follows it.
   */
  private static Level level(String head) {
    var match = LEVEL.matcher(head);
    while (match.find()) {
      var word = match.group(1);
      var next = match.end(1) < head.length() ? head.charAt(match.end(1)) : ':';
      if (Character.isUpperCase(word.charAt(word.length() - 1)) || "]>)|:".indexOf(next) >= 0) {
        return Level.of(word).orElse(Level.UNKNOWN);
      }
    }
    return Level.UNKNOWN;
  }
}
