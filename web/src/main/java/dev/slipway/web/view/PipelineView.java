package dev.slipway.web.view;

import java.util.List;
import java.util.Optional;

/** Releases on their way from the first environment to the last. */
public record PipelineView(String app, String about, List<Stage> stages) {

  /** An environment, the release that has reached it, and where that may go next. */
  public record Stage(String environment, String path, Optional<Card> card, List<Next> next) {}

  /**
   * What stands between a release and the next environment.
   *
   * @param state ready, held back, or there already
   * @param promote the button, for who may press it now
   * @param hotfix where a form with a reason goes; empty for who may not, or has no need
   */
  public record Next(
      String environment,
      State state,
      List<Criterion> criteria,
      Optional<Action> promote,
      Optional<String> hotfix) {}

  public record Card(String release, String path, State state, String title, String since) {}

  /** Something that must hold before a release goes on, with its evidence. */
  public record Criterion(State state, String text, String evidence) {}
}
