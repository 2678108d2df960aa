package dev.slipway.manifest.model;

import dev.slipway.kit.Durations;
import dev.slipway.manifest.binding.Written;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How often something happens: never, each so many minutes, or by cron fields. */
@Written(
    as = "a schedule (4h, never, @daily, or five cron fields)",
    pattern =
        "never|@(yearly|annually|monthly|weekly|daily|midnight|hourly)|([0-9]{1,12}(ms|s|m|h|d|w))+|[^\\s]+( +[^\\s]+){4}",
    example = "4h")
public sealed interface Rhythm {
  /** Daily at 2:30, day at 2am. */
  Pattern AT =
      Pattern.compile(
          "(?:day|daily|night|nightly)?\\s*(?:at )?(\\d{1,2})(?::(\\d{2}))?\\s*(am|pm)?(?: every day)?");

  /** 15 minutes, 2 hrs. */
  Pattern AMOUNT = Pattern.compile("(\\d{1,6})\\s*(m|h|d|w)(?:in\\w*|rs?|ours?|ays?|eeks?)?");

  /** Not at all. */
  record Never() implements Rhythm {
    @Override
    public String toString() {
      return "never";
    }
  }

  /** Again after this time. */
  record Each(Duration duration) implements Rhythm {
    @Override
    public String toString() {
      return Durations.write(duration);
    }
  }

  /** By the five fields of cron: minute, hour, day of the month, month, day of the week. */
  record Cron(String fields) implements Rhythm {
    @Override
    public String toString() {
      return fields;
    }
  }

  static Optional<Rhythm> parse(String text) {
    if (text.equals("never")) {
      return Optional.of(new Never());
    }
    var each = Durations.parse(text).filter(duration -> duration.toSeconds() >= 1);
    if (each.isPresent()) {
      return each.map(Each::new);
    }
    return CronFields.read(text).map(Cron::new);
  }

  /** What was probably meant: daily, every 15 minutes, 0 25 * * *. */
  static Optional<String> repair(String text) {
    var words = text.strip().toLowerCase(Locale.ROOT).replaceFirst("^every ", "");
    var known =
        switch (words) {
          case "day", "daily", "nightly", "true", "yes", "on" ->
              "24h, @daily, or 0 2 * * * for two at night";
          case "hour", "hourly" -> "1h or @hourly";
          case "week", "weekly" -> "7d or @weekly";
          case "month", "monthly" -> "@monthly";
          case "minute" -> "1m";
          case "off", "none", "no", "false" -> "never";
          default -> "";
        };
    if (!known.isEmpty()) {
      return Optional.of(known);
    }
    var amount = AMOUNT.matcher(words);
    if (amount.matches()) {
      return Optional.of(amount.group(1) + amount.group(2));
    }
    var at = AT.matcher(words);
    return at.matches()
        ? Optional.of(atHour(at)).filter(better -> parse(better).isPresent())
        : CronFields.repair(text);
  }

  private static String atHour(Matcher at) {
    var hour = Integer.parseInt(at.group(1));
    var minute = at.group(2) == null ? 0 : Integer.parseInt(at.group(2));
    var isAfternoon = "pm".equals(at.group(3)) && hour < 12;
    return minute + " " + (isAfternoon ? hour + 12 : hour) + " * * *";
  }
}
