package dev.slipway.delivery.upkeep;

import dev.slipway.postgres.cluster.ClusterName;

/**
 * What is recorded of a request to restore.
 *
 * @param cluster as {@link ClusterName} writes it
 * @param target as {@link Targets} reads it; a moment, never "an hour ago"
 * @param name of the copy beside; empty in place
 */
public record RestoreOrder(
    String app, String environment, String cluster, String target, Place place, String name) {
  /** Where the restored state goes. */
  public enum Place {
    BESIDE,
    IN_PLACE
  }

  ClusterName source() {
    return ClusterName.parse(cluster);
  }

  ClusterName copy() {
    return new ClusterName(app, name);
  }
}
