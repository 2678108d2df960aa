package dev.slipway.web.view;

import java.time.Instant;
import java.util.List;

/** What going back to a time would cost; a part of the database's page, fetched for each time. */
public record RestoreView(
    Instant target, State verdict, List<Fact> facts, List<Loss> losses, List<Action> actions) {

  /** Rows that were written since, by table. */
  public record Loss(String table, String rows) {}
}
