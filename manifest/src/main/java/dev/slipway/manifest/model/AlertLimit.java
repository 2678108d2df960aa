package dev.slipway.manifest.model;

import dev.slipway.kit.ByteSize;
import dev.slipway.kit.Durations;
import dev.slipway.manifest.binding.Written;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** What an alert is held to: a share, a time, or a size. */
@Written(
    as = "a limit (5%, 800ms, 10d or 1GB)",
    pattern =
        "[0-9]{1,2}(?:\\.[0-9]{1,3})?%|([0-9]{1,12}(ms|s|m|h|d|w))+|[0-9]{1,12}(\\.[0-9]{1,3})?"
            + " ?[KMGT]i?B",
    example = "5%")
public sealed interface AlertLimit {
  Pattern PERCENT = Pattern.compile("([0-9]{1,2}(?:\\.[0-9]{1,3})?)%");

  /** Five percent; 5 per cent; a bare number. */
  Pattern LOOSE = Pattern.compile("([0-9]{1,2}(?:\\.[0-9]{1,3})?) *(?:%|per ?cent)?");

  AlertName.Sort sort();

  /** Of a hundred. */
  record Share(double percent) implements AlertLimit {
    @Override
    public AlertName.Sort sort() {
      return AlertName.Sort.SHARE;
    }
  }

  /** A time. */
  record Time(Duration duration) implements AlertLimit {
    @Override
    public AlertName.Sort sort() {
      return AlertName.Sort.TIME;
    }
  }

  /** A size. */
  record Size(ByteSize size) implements AlertLimit {
    @Override
    public AlertName.Sort sort() {
      return AlertName.Sort.SIZE;
    }
  }

  static Optional<AlertLimit> parse(String text) {
    var percent = PERCENT.matcher(text);
    if (percent.matches()) {
      return Optional.of(new Share(Double.parseDouble(percent.group(1))));
    }
    var time = Durations.parse(text);
    if (time.isPresent()) {
      return time.map(Time::new);
    }
    return text.endsWith("B") ? ByteSize.parse(text).map(Size::new) : Optional.empty();
  }

  /** What was probably meant: 5 %, or 5. */
  static Optional<String> repair(String text) {
    var loose = LOOSE.matcher(text.strip());
    return loose.matches() ? Optional.of(loose.group(1) + "%") : Optional.empty();
  }
}
