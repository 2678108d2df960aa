package dev.slipway.postgres.insight;

import dev.slipway.kit.ByteSize;
import java.time.Duration;
import java.util.Optional;

/**
 * How a cluster stands.
 *
 * @param longestTransaction how long the oldest open transaction has been open: it holds back
 *     clean-up and may hold locks
 * @param slotKeeps log that the server keeps for the archive; it grows while nobody follows
 * @param headroom free space of the disk that the data stands on
 */
public record ClusterStatus(
    String version,
    ByteSize size,
    Connections connections,
    Optional<Duration> longestTransaction,
    Optional<ByteSize> slotKeeps,
    ByteSize headroom) {

  /** Connections by what they do. */
  public record Connections(int active, int idle, int idleInTransaction, int waiting, int most) {
    public int all() {
      return active + idle + idleInTransaction;
    }
  }
}
