package dev.slipway.delivery.instances;

import dev.slipway.runtime.contract.Instance;
import dev.slipway.secrets.Mask;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the outputs of instances must not show: the secrets that each was started with, which don't
 * change while it lives. One whose secrets can't be read now is not shown until they can.
 */
public final class OutputMasks {
  private static final int MOST_KNOWN = 2_000;

  private final ReleaseStart releases;
  private final Map<String, Mask> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Mask> eldest) {
          return size() > MOST_KNOWN;
        }
      };

  public OutputMasks(ReleaseStart releases) {
    this.releases = releases;
  }

  public synchronized Mask of(Instance instance) {
    var mask = known.get(instance.id().value());
    if (mask == null) {
      mask = OutputOwner.of(instance.labels()).map(this::read).orElse(Mask.NONE);
      known.put(instance.id().value(), mask);
    }
    return mask;
  }

  private Mask read(OutputOwner owner) {
    var version = Integer.parseInt(owner.release().substring(1));
    var deployment =
        releases.records().deployments().get(owner.app(), owner.environment(), version);
    return releases.resolved(deployment, releases.environment(deployment), owner.service()).mask();
  }
}
