package dev.slipway.delivery.backup;

import dev.slipway.postgres.cluster.ClusterName;
import java.time.Duration;

/**
 * What is recorded of a request to back a database up and prove it.
 *
 * @param cluster as {@link ClusterName} writes it
 * @param serving the deployment that serves with it; 0 for none
 * @param fresh whether a backup is taken first, or the newest there is proven
 * @param keep how long backups are kept
 * @param why such as {@code the newest backup is 25 h old}
 */
public record BackupOrder(
    String app,
    String environment,
    String cluster,
    int serving,
    boolean fresh,
    Duration keep,
    String why) {
  public String target() {
    return app + "/" + environment;
  }

  ClusterName clusterName() {
    return ClusterName.parse(cluster);
  }
}
