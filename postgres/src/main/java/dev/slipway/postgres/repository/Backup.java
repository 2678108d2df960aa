package dev.slipway.postgres.repository;

import dev.slipway.kit.ByteSize;
import dev.slipway.postgres.cluster.Cluster;
import dev.slipway.postgres.physical.Lsn;
import dev.slipway.postgres.physical.Segment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A backup as it is listed.
 *
 * @param cluster whose it is, with its passwords sealed: enough to bring it back on an empty
 *     machine
 * @param span where in the log it began, and from where on it is consistent
 * @param proof what the last drill found; null while it was never restored
 */
public record Backup(
    String id,
    Cluster cluster,
    Span span,
    Server server,
    Cost cost,
    List<String> corruptPages,
    @Nullable Proof proof) {

  /** Where and when in the cluster's life it was taken. */
  public record Span(
      Lsn start, Lsn stop, int timeline, String label, Instant startedAt, Instant stoppedAt) {}

  /** The server that it was taken from. */
  public record Server(
      String version, String systemIdentifier, int segmentSize, boolean checksums) {}

  /**
   * What it took.
   *
   * @param logical bytes of the data directory
   * @param read bytes that had to be read
   * @param stored bytes that were new in the repository
   */
  public record Cost(long logical, long read, long stored, Duration took) {
    public String human() {
      return new ByteSize(logical).human() + ", " + new ByteSize(stored).human() + " new";
    }
  }

  /**
   * A restore that was tried.
   *
   * @param findings what was wrong; empty when the backup is proven
   */
  public record Proof(
      Instant at, Duration restoreTook, long rows, int indexesChecked, List<String> findings) {
    public boolean isGood() {
      return findings.isEmpty();
    }
  }

  public boolean isProven() {
    return proof != null && proof.isGood();
  }

  public Segment firstSegment() {
    return Segment.holding(span.timeline(), span.start(), server.segmentSize());
  }

  Backup with(@Nullable Proof newProof) {
    return new Backup(id, cluster, span, server, cost, corruptPages, newProof);
  }
}
