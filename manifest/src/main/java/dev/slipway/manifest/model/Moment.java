package dev.slipway.manifest.model;

import dev.slipway.manifest.binding.Written;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** A time of each week, or one of the calendar. */
@Written(
    as = "a time (Fri 16:00, 2026-12-20, or 2026-12-20 16:00)",
    pattern =
        "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) [0-2][0-9]:[0-5][0-9]|[0-9]{4}-[0-9]{2}-[0-9]{2}(?:"
            + " [0-2][0-9]:[0-5][0-9])?",
    example = "Fri 16:00")
public sealed interface Moment {
  /** Each week. */
  record Weekly(DayOfWeek day, LocalTime time) implements Moment {
    @Override
    public String toString() {
      return DAYS.get(day.getValue() - 1) + " " + time;
    }
  }

  /** Once. */
  record Once(LocalDateTime time) implements Moment {
    @Override
    public String toString() {
      return time.toLocalDate() + " " + time.toLocalTime();
    }
  }

  /** A day of the week and an hour, as people say them. */
  Pattern LOOSE =
      Pattern.compile(
          "(?i)((?:mon|tue|wed|thu|fri|sat|sun)\\w*)(?:[ ,]+(\\d{1,2})(?:[:.](\\d\\d))?\\s*(am|pm)?)?");

  List<String> DAYS = List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");

  static Optional<Moment> parse(String text) {
    var words = text.strip().split(" ");
    try {
      var day = DAYS.indexOf(words[0]);
      if (day >= 0 && words.length == 2) {
        return Optional.of(new Weekly(DayOfWeek.of(day + 1), LocalTime.parse(words[1])));
      }
      if (words.length > 2) {
        return Optional.empty();
      }
      var time = words.length == 2 ? LocalTime.parse(words[1]) : LocalTime.MIDNIGHT;
      return Optional.of(new Once(LocalDate.parse(words[0]).atTime(time)));
    } catch (java.time.DateTimeException notATime) {
      return Optional.empty();
    }
  }

  /** What was probably meant: Friday 16:00, Fri 4pm, fri 9:00, Fri. */
  static Optional<String> repair(String text) {
    var match = LOOSE.matcher(text.strip());
    if (!match.matches()) {
      return Optional.empty();
    }
    var name = match.group(1).substring(0, 3).toLowerCase(Locale.ROOT);
    var hour = match.group(2) == null ? 0 : Integer.parseInt(match.group(2));
    var isAfternoon = "pm".equalsIgnoreCase(match.group(4)) && hour < 12;
    var minute = match.group(3) == null ? "00" : match.group(3);
    var better =
        "%s%s %02d:%s"
            .formatted(
                name.substring(0, 1).toUpperCase(Locale.ROOT),
                name.substring(1),
                isAfternoon ? hour + 12 : hour,
                minute);
    return parse(better).map(Moment::toString);
  }
}
