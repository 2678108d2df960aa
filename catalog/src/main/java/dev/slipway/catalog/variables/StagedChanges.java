package dev.slipway.catalog.variables;

import java.util.List;

/**
 * Changes that wait to be applied as one.
 *
 * @param mark names exactly this set: applying asks for it, so that nobody applies what they were
 *     not shown
 */
public record StagedChanges(EnvironmentKey environment, String mark, List<Entry> entries) {

  /** A change, who staged it, and the version it was made on. */
  public record Entry(Difference difference, String by, int basedOn) {}

  public boolean isEmpty() {
    return entries.isEmpty();
  }

  public List<String> lines() {
    return entries.stream().map(entry -> entry.difference().line()).toList();
  }
}
