package dev.slipway.postgres.insight;

import java.time.Duration;

/** A statement with what it cost since statistics were last reset. */
public record SlowStatement(
    String query, long calls, Duration total, Duration mean, long rows, double cacheHits) {
  public SlowStatement {
    query = Masked.statement(query);
  }
}
