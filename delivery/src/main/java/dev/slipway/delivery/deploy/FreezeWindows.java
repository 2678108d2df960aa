package dev.slipway.delivery.deploy;

import dev.slipway.delivery.Environments;
import dev.slipway.delivery.Records;
import dev.slipway.kit.ProblemException;
import dev.slipway.manifest.model.Freeze;
import dev.slipway.manifest.model.Moment;
import dev.slipway.manifest.resolved.ResolvedEnvironment;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether this is a time in which nothing is deployed. */
record FreezeWindows(List<Freeze> windows, Instant now) {
  private static final DateTimeFormatter SHOWN =
      DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm zzz", Locale.ROOT);

  /** A release that was built long ago is bound by a freeze that was set since. */
  static List<Freeze> of(Records records, ResolvedEnvironment environment) {
    return Stream.concat(
            environment.settings().freeze().stream(),
            records.apps().find(environment.app()).stream()
                .flatMap(app -> now(app.folder(), environment.name()).stream()))
        .distinct()
        .toList();
  }

  private static List<Freeze> now(Path folder, String environment) {
    try {
      return Environments.ofFolder(folder)
          .environment(environment)
          .map(one -> one.settings().freeze())
          .orElse(List.of());
    } catch (ProblemException folderIsGoneOrBroken) {
      return List.of();
    }
  }

  Evidence look() {
    for (var window : windows) {
      var end = endOfCurrent(window);
      if (end.isPresent()) {
        return Evidence.bad(
            "freeze",
            "nothing is deployed until "
                + SHOWN.format(end.get())
                + window.reason().map(reason -> ": " + reason).orElse(""),
            "wait until then, or change freeze in slipway.yaml");
      }
    }
    return Evidence.good(
        "freeze",
        windows.isEmpty()
            ? "no freeze is set"
            : "outside of " + windows.size() + " freeze windows");
  }

  /** When the window that holds this moment ends; empty outside of it. */
  private Optional<ZonedDateTime> endOfCurrent(Freeze window) {
    var here = now.atZone(window.zone());
    var start = last(window.from(), here);
    if (start.isEmpty()) {
      return Optional.empty();
    }
    var end = firstAfter(window.until(), start.get());
    return end.filter(here::isBefore);
  }

  /** The last time at or before the given one. */
  private static Optional<ZonedDateTime> last(Moment moment, ZonedDateTime here) {
    return switch (moment) {
      case Moment.Once once -> {
        var time = once.time().atZone(here.getZone());
        yield time.isAfter(here) ? Optional.empty() : Optional.of(time);
      }
      case Moment.Weekly weekly -> {
        LocalDateTime day =
            here.toLocalDate()
                .with(TemporalAdjusters.previousOrSame(weekly.day()))
                .atTime(weekly.time());
        var time = day.atZone(here.getZone());
        yield Optional.of(time.isAfter(here) ? day.minusWeeks(1).atZone(here.getZone()) : time);
      }
    };
  }

  private static Optional<ZonedDateTime> firstAfter(Moment moment, ZonedDateTime start) {
    return switch (moment) {
      case Moment.Once once -> Optional.of(once.time().atZone(start.getZone()));
      case Moment.Weekly weekly -> {
        var day =
            start
                .toLocalDate()
                .with(TemporalAdjusters.nextOrSame(weekly.day()))
                .atTime(weekly.time());
        var time = day.atZone(start.getZone());
        yield Optional.of(time.isAfter(start) ? time : day.plusWeeks(1).atZone(start.getZone()));
      }
    };
  }
}
