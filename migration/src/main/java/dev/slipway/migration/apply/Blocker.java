package dev.slipway.migration.apply;

import dev.slipway.kit.Durations;
import java.time.Duration;

/** A session that holds what a migration waits for. */
public record Blocker(
    int pid, String user, String application, String state, String query, Duration transaction) {

  public String sentence() {
    return "pid "
        + pid
        + " ("
        + (application.isEmpty() ? "unnamed" : application)
        + ", user "
        + user
        + ") "
        + state
        + ", in its transaction for "
        + Durations.human(transaction)
        + ": "
        + query;
  }
}
