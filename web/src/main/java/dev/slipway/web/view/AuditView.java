package dev.slipway.web.view;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Who did what, newest first, and whether the chain holds.
 *
 * @param live where its changes come from; empty for a page of older entries
 */
public record AuditView(
    State chain,
    String head,
    Filter filter,
    List<Row> rows,
    Optional<String> older,
    Optional<String> live) {

  public record Filter(String who, String app, String environment, String since) {}

  /**
   * @param where the network address
   * @param change lines such as "replicas 2 → 3"; secrets are masked in it
   */
  public record Row(
      long number,
      Instant at,
      String who,
      String where,
      State outcome,
      String action,
      String target,
      List<String> change) {}
}
