package dev.slipway.web.view;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What going back would cost; a part of the database's page, fetched for each time.
 *
 * @param point the restore point that was picked instead of a time
 */
public record RestoreView(
    Instant target,
    Optional<String> point,
    State verdict,
    List<Fact> facts,
    List<Loss> losses,
    List<Action> actions,
    Optional<InPlace> inPlace) {

  /**
   * Where what is there now is replaced.
   *
   * @param name the cluster's name, which has to be typed
   */
  public record InPlace(String path, String name) {}

  /** Rows that were written since, by table. */
  public record Loss(String table, String rows) {}
}
