package dev.slipway.protocol.database;

import java.util.List;

/** The statements that cost most since statistics were last reset. */
public record SlowList(String cluster, List<SlowLine> statements) {
  /** One statement, its values left out. */
  public record SlowLine(
      String query,
      long calls,
      double totalMillis,
      double meanMillis,
      long rows,
      double cacheHits) {}
}
