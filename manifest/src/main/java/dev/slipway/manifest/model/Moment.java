package dev.slipway.manifest.model;

import dev.slipway.manifest.binding.Written;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;

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
}
