package dev.slipway.delivery.upkeep;

import dev.slipway.delivery.backup.DatabaseBackups;
import dev.slipway.postgres.branch.Branches;
import dev.slipway.postgres.cluster.Clusters;
import dev.slipway.postgres.mask.MaskSeed;
import java.nio.file.Path;
import java.time.InstantSource;

/**
 * What the operations work with.
 *
 * @param copies where branches and what is restored beside stand
 * @param exports the folder that exports are written into
 */
public record Tools(
    Clusters clusters,
    Copies copies,
    DatabaseBackups backups,
    MaskSeed seeds,
    Path exports,
    InstantSource clock) {

  /** Clusters that expire. */
  public record Copies(Clusters clusters, Branches branches) {}
}
