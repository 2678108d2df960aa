package dev.slipway.web.view;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What Slipway does and did, newest first.
 *
 * @param live where its changes come from; empty for a page of older ones
 */
public record OperationsView(List<Row> rows, Optional<String> older, Optional<String> live) {

  public record Row(
      String id,
      String path,
      State state,
      String what,
      String target,
      String by,
      Instant at,
      String took,
      Optional<Action> action) {}
}
