package dev.slipway.manifest.model;

import dev.slipway.kit.Durations;
import dev.slipway.manifest.binding.Written;
import java.time.Duration;
import java.util.Optional;

/** How often something happens: never, each so many minutes, or by cron fields. */
@Written(
    as = "a schedule (4h, never, or five cron fields)",
    pattern = "never|([0-9]{1,12}(ms|s|m|h|d|w))+|[^\\s]+( +[^\\s]+){4}",
    example = "4h")
public sealed interface Rhythm {
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
}
