package dev.slipway.web.view;

import java.util.List;
import java.util.Optional;

/** Releases on their way from the first environment to the last. */
public record PipelineView(String app, String about, List<Stage> stages) {

  /** An environment, the release that has reached it, and what the next one asks for. */
  public record Stage(
      String environment, String path, Optional<Card> card, List<Criterion> criteria) {}

  public record Card(
      String release,
      String path,
      State state,
      String title,
      String since,
      Optional<Action> next) {}

  /** Something that must hold before a release goes on, with its evidence. */
  public record Criterion(State state, String text, String evidence) {}
}
