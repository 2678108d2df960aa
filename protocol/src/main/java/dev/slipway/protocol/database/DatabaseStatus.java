package dev.slipway.protocol.database;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a database stands.
 *
 * @param state running or down
 * @param facts about the running server; absent while it is down
 */
public record DatabaseStatus(
    String cluster,
    String state,
    int port,
    @Nullable Facts facts,
    Safety safety,
    List<Fall> falls,
    List<String> alarms) {

  /** What the server tells. */
  public record Facts(
      String version,
      long size,
      long headroom,
      int active,
      int idle,
      int idleInTransaction,
      int waiting,
      int mostConnections,
      @Nullable Long longestTransactionSeconds,
      @Nullable Long slotKeepsBytes) {}

  /**
   * What could be brought back.
   *
   * @param newestProven when the newest backup ended that was restored and found whole
   * @param from the first second that can be restored
   * @param to the last
   * @param following why the log isn't followed; empty when it is
   */
  public record Safety(
      int backups,
      @Nullable Instant newest,
      @Nullable Instant newestProven,
      @Nullable Instant from,
      @Nullable Instant to,
      String following) {}

  /** That it was found down although nobody had stopped it. */
  public record Fall(Instant at, long startMillis, String trouble) {}
}
