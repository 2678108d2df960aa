package dev.slipway.watch.sensor;

import dev.slipway.protocol.edge.Figures;
import dev.slipway.watch.Watched;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** What the edge counted in the last minute, asked once for all environments of a look. */
public final class EdgeFigures {
  private static final int SECONDS = 60;
  private static final Duration FRESH = Duration.ofSeconds(3);

  private final IntFunction<Figures> edge;
  private final InstantSource clock;
  private Instant read = Instant.EPOCH;
  private @Nullable Figures figures;

  /**
   * @param edge answers what was counted in the last so many seconds; throws when it is away
   */
  public EdgeFigures(IntFunction<Figures> edge, InstantSource clock) {
    this.edge = edge;
    this.clock = clock;
  }

  /** Those of an environment's instances that were asked anything. */
  synchronized List<Figures.Traffic> of(Watched watched) {
    var known = figures;
    var now = clock.instant();
    if (known == null || read.plus(FRESH).isBefore(now) || read.isAfter(now)) {
      known = edge.apply(SECONDS);
      figures = known;
      read = now;
    }
    return known.instances().stream()
        .filter(one -> one.pool().startsWith(watched.target() + "/"))
        .map(Figures.InstanceFigures::traffic)
        .filter(traffic -> traffic.window().requests() > 0)
        .toList();
  }
}
