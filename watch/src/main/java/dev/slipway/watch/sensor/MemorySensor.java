package dev.slipway.watch.sensor;

import dev.slipway.kit.ByteSize;
import dev.slipway.watch.Watched;
import dev.slipway.watch.alert.Finding;
import dev.slipway.watch.alert.Held;
import dev.slipway.watch.alert.Rule;
import dev.slipway.watch.alert.Sensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * The machine's memory.
 *
 * @param file as the kernel writes {@code /proc/meminfo}
 */
public record MemorySensor(Path file) implements Sensor {
  private static final Pattern LINE = Pattern.compile("(?m)^(\\w+):\\s+(\\d+) kB$");

  @Override
  public Rule rule() {
    return Rule.MEMORY;
  }

  @Override
  public List<Finding> look(Watched watched) {
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      return List.of(new Finding.Unmeasured(Rule.MEMORY, "", file + " can't be read"));
    }
    var total = bytes(text, "MemTotal");
    var free = bytes(text, "MemAvailable");
    if (total.isEmpty() || free.isEmpty()) {
      return List.of(new Finding.Unmeasured(Rule.MEMORY, "", file + " doesn't tell it"));
    }
    var least = Held.of(watched.environment(), Rule.MEMORY).share();
    if (free.getAsLong() >= least * total.getAsLong()) {
      return List.of();
    }
    var value =
        "%s of %s are free"
            .formatted(
                new ByteSize(free.getAsLong()).human(), new ByteSize(total.getAsLong()).human());
    return List.of(new Finding.Wrong(Rule.MEMORY, "", value));
  }

  private static OptionalLong bytes(String text, String name) {
    return LINE.matcher(text)
        .results()
        .filter(line -> line.group(1).equals(name))
        .mapToLong(line -> Long.parseLong(line.group(2)) * 1024)
        .findFirst();
  }
}
