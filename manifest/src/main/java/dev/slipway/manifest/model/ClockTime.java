package dev.slipway.manifest.model;

import dev.slipway.manifest.binding.Written;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Optional;

/** A time of each day, or one of each week. */
@Written(
    as = "a time of the day or the week (22:00 or Fri 18:00)",
    pattern = "(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) )?[0-2][0-9]:[0-5][0-9]",
    example = "22:00")
public sealed interface ClockTime {
  LocalTime time();

  /** Each day. */
  record Daily(LocalTime time) implements ClockTime {
    @Override
    public String toString() {
      return time.toString();
    }
  }

  /** Each week. */
  record Weekly(DayOfWeek day, LocalTime time) implements ClockTime {
    @Override
    public String toString() {
      return Moment.DAYS.get(day.getValue() - 1) + " " + time;
    }
  }

  static Optional<ClockTime> parse(String text) {
    if (Moment.parse(text).orElse(null) instanceof Moment.Weekly(var day, var time)) {
      return Optional.of(new Weekly(day, time));
    }
    try {
      return text.length() == 5 ? Optional.of(new Daily(LocalTime.parse(text))) : Optional.empty();
    } catch (DateTimeException notATime) {
      return Optional.empty();
    }
  }

  /** What was probably meant: 9:00, 10pm, Friday 6pm. */
  static Optional<String> repair(String text) {
    var withDay = Moment.repair("Mon " + text.strip());
    if (withDay.isPresent()) {
      return withDay.map(found -> found.substring("Mon ".length()));
    }
    return Moment.repair(text).filter(found -> parse(found).isPresent());
  }
}
