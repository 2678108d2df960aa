package dev.slipway.edge.proxy;

import dev.slipway.edge.pool.Instance;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All lanes of one loop. The array is published whole, so that figures may be read from outside.
 */
final class Lanes {
  private volatile @Nullable Lane[] byIndex = new Lane[16];

  Lane of(Instance instance) {
    var index = instance.index();
    var lanes = byIndex;
    if (index < lanes.length && lanes[index] != null) {
      return lanes[index];
    }
    var longer = Arrays.copyOf(lanes, Math.max(lanes.length, index + 16));
    longer[index] = new Lane(instance);
    byIndex = longer;
    return Objects.requireNonNull(longer[index]);
  }

  int inFlight(Instance instance) {
    var lane = find(instance);
    return lane == null ? 0 : lane.inFlight();
  }

  /** The lane if this loop ever used the instance; from any thread. */
  @Nullable Lane find(Instance instance) {
    var lanes = byIndex;
    return instance.index() < lanes.length ? lanes[instance.index()] : null;
  }
}
