package dev.slipway.postgres.branch;

import dev.slipway.kit.ByteSize;
import dev.slipway.kit.Ids;
import dev.slipway.postgres.cluster.ClusterName;
import dev.slipway.postgres.mask.Masking;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is wanted of a branch.
 *
 * @param environment the name that the copy goes by, beside its source's application
 * @param life after which it may be swept away
 * @param rate at which the source may be read; empty for as fast as it goes
 * @param masking by which values are replaced before anybody gets in; empty for a copy as it is
 */
public record BranchRequest(
    ClusterName source,
    String environment,
    Duration life,
    Optional<ByteSize> rate,
    Optional<Masking> masking) {

  /** A copy under a name that nobody else has, for an hour. */
  public static BranchRequest of(ClusterName source, Instant now) {
    return new BranchRequest(
        source, "branch-" + Ids.next(now), Duration.ofHours(1), Optional.empty(), Optional.empty());
  }

  /** A copy as it is, read as fast as it goes: for ourselves, not for people. */
  public static BranchRequest asItIs(ClusterName source, String environment, Duration life) {
    return new BranchRequest(source, environment, life, Optional.empty(), Optional.empty());
  }

  public BranchRequest masked(Masking by) {
    return new BranchRequest(source, environment, life, rate, Optional.of(by));
  }

  ClusterName name() {
    return new ClusterName(source.application(), environment);
  }
}
