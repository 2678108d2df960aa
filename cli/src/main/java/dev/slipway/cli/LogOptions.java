package dev.slipway.cli;

import dev.slipway.kit.Durations;
import dev.slipway.kit.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What of a log is wanted. */
final class LogOptions {
  @Option(
      names = {"-f", "--follow"},
      description = "goes on until it is interrupted")
  private boolean follow;

  @Option(
      names = "-n",
      paramLabel = "ENTRIES",
      description = "so many of the last (default: 100, all with --since)")
  private @Nullable Integer lines;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "from then on: 10m ago, 22:30, 2026-11-21T22:30:00Z")
  private @Nullable String since;

  @Option(names = "--until", paramLabel = "TIME", description = "only what was before then")
  private @Nullable String until;

  @Option(
      names = "--level",
      paramLabel = "LEVEL",
      description = "this grave or graver: debug, info, warn, error, fatal")
  private @Nullable String level;

  @Option(names = "--service", paramLabel = "NAME", description = "of this service; or database")
  private @Nullable String service;

  @Option(names = "--release", paramLabel = "vN", description = "of this release")
  private @Nullable String release;

  @Option(names = "--instance", paramLabel = "NAME", description = "of this instance")
  private @Nullable String instance;

  @Option(
      names = "--grep",
      paramLabel = "PATTERN",
      description = "with a line that matches this regular expression")
  private @Nullable String grep;

  @Option(
      names = {"-i", "--ignore-case"},
      description = "small and large letters are alike to --grep")
  private boolean ignoreCase;

  List<String> query(InstantSource clock) {
    var query = new ArrayList<String>();
    if (lines != null) {
      query.add("lines=" + lines);
    } else if (since != null) {
      query.add("all=true");
    }
    query.add("follow=" + follow);
    add(query, "since", instant("--since", since, clock));
    add(query, "until", instant("--until", until, clock));
    add(query, "level", level);
    add(query, "service", service);
    add(query, "release", release);
    add(query, "instance", instance);
    add(query, "grep", grep);
    query.add("ignore-case=" + ignoreCase);
    return query;
  }

  private static void add(List<String> query, String name, @Nullable String value) {
    if (value != null) {
      query.add(name + "=" + AppOptions.encoded(value));
    }
  }

  /** A duration is so long ago; a time of day is the last one of that time. */
  private static @Nullable String instant(
      String option, @Nullable String text, InstantSource clock) {
    if (text == null) {
      return null;
    }
    var ago = Durations.parse(text);
    if (ago.isPresent()) {
      return clock.instant().minus(ago.get()).toString();
    }
    try {
      return moment(text, clock).toString();
    } catch (DateTimeException e) {
      throw Problem.of(
              Problem.Kind.BAD_INPUT,
              "SLIP-9035",
              option + ": \"" + text + "\" is no time",
              "write 10m, 22:30, 2026-11-21T22:30 or 2026-11-21T22:30:00Z")
          .exception(e);
    }
  }

  private static Instant moment(String text, InstantSource clock) {
    if (text.endsWith("Z")) {
      return Instant.parse(text);
    }
    var zone = ZoneId.systemDefault();
    if (text.contains("T")) {
      return LocalDateTime.parse(text).atZone(zone).toInstant();
    }
    var now = ZonedDateTime.ofInstant(clock.instant(), zone);
    var today = now.with(LocalTime.parse(text));
    return (today.isAfter(now) ? today.minusDays(1) : today).toInstant();
  }
}
