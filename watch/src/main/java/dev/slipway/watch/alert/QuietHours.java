package dev.slipway.watch.alert;

import dev.slipway.manifest.model.ClockTime;
import dev.slipway.manifest.model.Quiet;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Hours of the clock on the wall in which nobody is woken by what can wait. On the day the clock is
 * set they are as long as that night is.
 */
final class QuietHours {
  private static final DateTimeFormatter SHORT =
      DateTimeFormatter.ofPattern("EEE d MMM HH:mm", Locale.ENGLISH);

  private QuietHours() {}

  /** When they end. */
  record End(ZonedDateTime at) {
    Instant instant() {
      return at.toInstant();
    }

    String words() {
      return "quiet hours until " + SHORT.format(at) + " " + at.getZone();
    }
  }

  /** The last end of those that hold now; empty when none does. */
  static Optional<End> now(List<Quiet> all, Instant now) {
    return all.stream()
        .flatMap(quiet -> end(quiet, now).stream())
        .max(Comparator.comparing(End::instant));
  }

  private static Optional<End> end(Quiet quiet, Instant now) {
    var local = now.atZone(quiet.zone());
    var wall = local.toLocalDateTime();
    var start = latest(quiet.from(), wall);
    var end = next(quiet.until(), start);
    // A time that the clock jumps over is the first after it.
    var at = end.atZone(quiet.zone());
    return wall.isBefore(end) && at.toInstant().isAfter(now)
        ? Optional.of(new End(at))
        : Optional.empty();
  }

  /** The newest such time that is not after the other. */
  private static LocalDateTime latest(ClockTime time, LocalDateTime before) {
    return switch (time) {
      case ClockTime.Daily(var at) -> {
        var today = before.toLocalDate().atTime(at);
        yield today.isAfter(before) ? today.minusDays(1) : today;
      }
      case ClockTime.Weekly(DayOfWeek day, var at) -> {
        var that = before.toLocalDate().with(TemporalAdjusters.previousOrSame(day)).atTime(at);
        yield that.isAfter(before) ? that.minusWeeks(1) : that;
      }
    };
  }

  /** The first such time after the other. */
  private static LocalDateTime next(ClockTime time, LocalDateTime after) {
    return switch (time) {
      case ClockTime.Daily(var at) -> {
        var today = after.toLocalDate().atTime(at);
        yield today.isAfter(after) ? today : today.plusDays(1);
      }
      case ClockTime.Weekly(DayOfWeek day, var at) -> {
        var that = after.toLocalDate().with(TemporalAdjusters.nextOrSame(day)).atTime(at);
        yield that.isAfter(after) ? that : that.plusWeeks(1);
      }
    };
  }
}
