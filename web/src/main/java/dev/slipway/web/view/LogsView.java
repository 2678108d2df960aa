package dev.slipway.web.view;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What an environment wrote, newest first.
 *
 * @param parts who writes there: services and databases
 * @param older where the page goes on; empty at the end of the log
 * @param live where new entries come from; empty for a page of the past
 */
public record LogsView(
    String app,
    String environment,
    Filter filter,
    List<String> parts,
    List<Row> rows,
    Optional<String> older,
    Optional<String> live) {

  /** What was asked, as it was typed. */
  public record Filter(
      String words, String level, String service, String release, String since, String until) {}

  /**
   * @param id its place in the log, the same wherever it is shown
   * @param level empty where the entry tells none
   * @param from the instance, without what all of them have in common
   */
  public record Row(
      String id,
      Instant at,
      String level,
      String service,
      String release,
      String from,
      String text) {}
}
