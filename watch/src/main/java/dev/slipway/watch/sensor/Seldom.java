package dev.slipway.watch.sensor;

import dev.slipway.watch.Watched;
import dev.slipway.watch.alert.Finding;
import dev.slipway.watch.alert.Rule;
import dev.slipway.watch.alert.Sensor;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A sensor whose look costs something: what it found stands for a minute. */
public final class Seldom implements Sensor {
  private static final Duration STANDS = Duration.ofMinutes(1);

  private final Sensor sensor;
  private final InstantSource clock;
  private final Map<String, Read> known = new ConcurrentHashMap<>();

  private record Read(Instant at, List<Finding> findings) {}

  public Seldom(Sensor sensor, InstantSource clock) {
    this.sensor = sensor;
    this.clock = clock;
  }

  @Override
  public Rule rule() {
    return sensor.rule();
  }

  @Override
  public List<Finding> look(Watched watched) {
    var now = clock.instant();
    var before = known.get(watched.target());
    if (before != null && before.at().plus(STANDS).isAfter(now) && !before.at().isAfter(now)) {
      return before.findings();
    }
    var read = new Read(now, sensor.look(watched));
    known.put(watched.target(), read);
    return read.findings();
  }
}
