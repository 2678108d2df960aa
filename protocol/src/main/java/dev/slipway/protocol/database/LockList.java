package dev.slipway.protocol.database;

import java.util.List;

/** Who waits for whom. */
public record LockList(String cluster, List<LockLine> waiting) {
  /** A session that waits, and the one that it waits for. */
  public record LockLine(
      int pid,
      String user,
      String query,
      int heldBy,
      String heldByUser,
      String heldByState,
      String heldByQuery,
      String lock,
      String relation,
      long waitedMillis) {}
}
