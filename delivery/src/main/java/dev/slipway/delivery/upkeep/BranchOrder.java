package dev.slipway.delivery.upkeep;

import dev.slipway.postgres.cluster.ClusterName;
import dev.slipway.postgres.mask.MaskRule;
import java.time.Duration;
import java.util.Map;

/**
 * What is recorded of a request for a branch.
 *
 * @param rules by which it is masked
 */
public record BranchOrder(
    String app,
    String environment,
    String cluster,
    String name,
    Doing doing,
    Content content,
    Duration life,
    Map<String, MaskRule> rules) {
  /** What is done with the branch. */
  public enum Doing {
    CREATE,
    /** Thrown away and made anew. */
    RESET,
    DELETE
  }

  /** What stands in it. */
  public enum Content {
    AS_IT_IS,
    MASKED
  }

  ClusterName branch() {
    return new ClusterName(app, name);
  }

  ClusterName source() {
    return ClusterName.parse(cluster);
  }
}
