package dev.slipway.web.view;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One operation: its steps as they happen, then its record. */
public record OperationView(Head head, List<DeploymentView.Step> steps, List<Action> actions) {

  /**
   * @param live where its events come from while it runs; empty once it is over
   */
  public record Head(
      long number,
      String title,
      State state,
      String summary,
      Instant requestedAt,
      List<Fact> facts,
      Optional<String> live) {}
}
