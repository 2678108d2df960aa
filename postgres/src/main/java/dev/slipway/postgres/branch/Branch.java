package dev.slipway.postgres.branch;

import dev.slipway.postgres.cluster.RunningCluster;
import java.time.Duration;

/**
 * A running copy. Closing it deletes it.
 *
 * @param took from the question to the first connection
 * @param shared whether the file system shares its blocks with the source's
 */
public record Branch(RunningCluster cluster, Duration took, boolean shared, Branches owner)
    implements AutoCloseable {

  /** The address with the rights of a migration, which is what a rehearsal needs. */
  public String migrationUrl() {
    return cluster.login(dev.slipway.postgres.cluster.ClusterRole.MIGRATION).url();
  }

  public String url() {
    return cluster.url();
  }

  @Override
  public void close() {
    owner.delete(cluster.name());
  }
}
