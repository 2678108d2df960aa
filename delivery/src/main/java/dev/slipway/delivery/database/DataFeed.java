package dev.slipway.delivery.database;

import dev.slipway.kit.Durations;
import dev.slipway.manifest.model.DataSourceKind;
import dev.slipway.manifest.model.Database;
import dev.slipway.manifest.resolved.ResolvedEnvironment;
import dev.slipway.postgres.branch.BranchRequest;
import dev.slipway.postgres.branch.Branches;
import dev.slipway.postgres.cluster.Cluster;
import dev.slipway.postgres.cluster.ClusterName;
import dev.slipway.postgres.cluster.Clusters;
import dev.slipway.postgres.mask.MaskProof;
import dev.slipway.postgres.mask.MaskSeed;
import dev.slipway.postgres.mask.Masking;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Fills a database that isn't there yet with a copy of another environment's, masked where {@code
 * slipway.yaml} says so. A copy that a crash left unfinished was never let in anybody, and is made
 * anew.
 */
public final class DataFeed {
  private final Clusters clusters;
  private final Branches branches;
  private final MaskSeed seeds;

  public DataFeed(Clusters clusters, MaskSeed seeds, InstantSource clock) {
    this.clusters = clusters;
    this.branches = Branches.lasting(clusters, clock);
    this.seeds = seeds;
  }

  /** What an environment's database was made of. */
  public record Fed(ClusterName from, boolean masked, Duration took, Optional<String> proof) {
    public String text() {
      return (masked ? "a masked copy of " : "a copy of ")
          + from
          + " after "
          + Durations.human(took)
          + proof.map(text -> "; " + text).orElse("");
    }
  }

  /** Where the rows are to come from; empty for a database of its own rows. */
  public static Optional<ClusterName> source(ResolvedEnvironment environment, String name) {
    return wanted(environment, name)
        .flatMap(database -> database.source().from())
        .map(from -> EnvironmentDatabases.cluster(environment, name, from));
  }

  private static Optional<Database> wanted(ResolvedEnvironment environment, String name) {
    return Optional.ofNullable(environment.databases().get(name))
        .filter(
            database ->
                database.source().kind() == DataSourceKind.MASKED
                    || database.source().kind() == DataSourceKind.COPY);
  }

  /** Whether there is something to copy. */
  public boolean isThere(ClusterName source) {
    return clusters.find(source).isPresent() && clusters.running(source).isPresent();
  }

  /**
   * Makes the database if it is to be a copy, isn't there, and what it is a copy of is. It has its
   * name when it is whole, masked and proved.
   */
  Optional<Fed> feed(ResolvedEnvironment environment, String name) {
    var cluster = EnvironmentDatabases.cluster(environment, name);
    var known = clusters.find(cluster);
    var ruin = known.filter(DataFeed::isHalfCopied);
    if (known.isPresent() && ruin.isEmpty()) {
      return Optional.empty();
    }
    ruin.ifPresent(half -> clusters.delete(cluster, cluster.toString()));
    var source = source(environment, name).filter(this::isThere);
    return source.map(from -> copy(from, cluster, wanted(environment, name).orElseThrow()));
  }

  private static boolean isHalfCopied(Cluster cluster) {
    return cluster.isUnfinished() && cluster.origin() != null;
  }

  private Fed copy(ClusterName from, ClusterName to, Database database) {
    // Whoever reads it later, nothing of it expires.
    var request = BranchRequest.asItIs(from, to.environment(), Duration.ZERO);
    var masked = database.source().kind() == DataSourceKind.MASKED;
    if (masked) {
      var seed = seeds.of(clusters.get(from));
      request = request.masked(new Masking(MaskRules.of(database), seed));
    }
    var branch = branches.create(request);
    return new Fed(from, masked, branch.took(), branch.proof().map(MaskProof::text));
  }
}
