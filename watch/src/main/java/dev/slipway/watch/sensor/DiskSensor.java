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

/** The disk that clusters and instances stand on. */
public record DiskSensor(Path folder) implements Sensor {
  @Override
  public Rule rule() {
    return Rule.DISK;
  }

  @Override
  public List<Finding> look(Watched watched) {
    try {
      var disk = Files.getFileStore(folder);
      var total = disk.getTotalSpace();
      var free = disk.getUsableSpace();
      if (total <= 0) {
        return List.of(new Finding.Unmeasured(Rule.DISK, "", folder + " tells no size"));
      }
      var least = Held.of(watched.environment(), Rule.DISK).share();
      if (free >= least * total) {
        return List.of();
      }
      var value =
          "%s of %s are free, %.1f %%"
              .formatted(
                  new ByteSize(free).human(), new ByteSize(total).human(), 100.0 * free / total);
      return List.of(new Finding.Wrong(Rule.DISK, "", value));
    } catch (IOException e) {
      return List.of(new Finding.Unmeasured(Rule.DISK, "", String.valueOf(e.getMessage())));
    }
  }
}
