package dev.slipway.postgres.drill;

import dev.slipway.postgres.cluster.RunningCluster;
import java.util.List;

/** What an application says about whether a restored database is its own and whole. */
@FunctionalInterface
public interface SmokeCheck {
  /** What is wrong; empty when nothing is. */
  List<String> findings(RunningCluster restored);

  static SmokeCheck none() {
    return restored -> List.of();
  }
}
