package dev.slipway.web.view;

import java.util.List;
import java.util.Optional;

/**
 * Every application in every environment at a glance, what needs attention first.
 *
 * @param environments the columns, from the first to the last of the pipeline
 * @param waiting what waits for the person who looks
 * @param live where its changes come from
 */
public record HomeView(
    List<String> environments,
    List<AppRow> apps,
    List<Waiting> waiting,
    Find find,
    Optional<String> live) {

  /** A row: one cell for each column, empty where the application has no such environment. */
  public record AppRow(String name, String path, List<Optional<Cell>> cells) {}

  /**
   * @param release such as {@code v53}; "–" before the first
   * @param health how it stands
   * @param figures errors and p95 as read, such as "0.02 % · 6 ms"
   * @param backup the newest proven one, such as "proven 3 h ago"
   * @param alarm what fires there; empty when nothing does
   */
  public record Cell(
      String path,
      String release,
      State health,
      String figures,
      Series line,
      State backup,
      Optional<Alarm> alarm) {}

  /** What fires, such as "down · 3 min · 2 more", and where to read about it. */
  public record Alarm(State state, String path) {}

  /** Something that waits for a person. */
  public record Waiting(State state, String text, String path) {}

  /**
   * @param words what is looked for; empty for all
   * @param found how many applications there are for it
   * @param page which page of them this is, from 1
   * @param pages how many there are
   */
  public record Find(String words, int found, int page, int pages) {}
}
