package dev.slipway.delivery.instances;

import dev.slipway.runtime.contract.Instance;
import dev.slipway.secrets.Mask;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

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

  /** Whether it belongs to a release: what runs for a trial or a build is told by those. */
  public static boolean isOfRelease(Instance instance) {
    return instance.labels().keySet().containsAll(Set.of("app", "environment", "release"));
  }

  public synchronized Mask of(Instance instance) {
    var mask = known.get(instance.id().value());
    if (mask == null) {
      mask = read(instance.labels());
      known.put(instance.id().value(), mask);
    }
    return mask;
  }

  private Mask read(Map<String, String> labels) {
    var version = Integer.parseInt(labels.getOrDefault("release", "v0").substring(1));
    var deployment =
        releases
            .records()
            .deployments()
            .get(labels.getOrDefault("app", ""), labels.getOrDefault("environment", ""), version);
    return releases
        .resolved(deployment, releases.environment(deployment), labels.getOrDefault("service", ""))
        .mask();
  }
}
