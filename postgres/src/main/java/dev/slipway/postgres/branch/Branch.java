package dev.slipway.postgres.branch;

import dev.slipway.postgres.cluster.RunningCluster;
import dev.slipway.postgres.mask.MaskProof;
import java.time.Duration;
import java.util.Optional;

/**
 * A running copy. Closing it deletes it.
 *
 * @param took from the question to the first connection
 * @param shared whether the file system shares its blocks with the source's
 * @param proof that it is masked; empty for a copy as it is
 */
public record Branch(
    RunningCluster cluster,
    Duration took,
    boolean shared,
    Optional<MaskProof> proof,
    Branches owner)
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
