package dev.slipway.postgres.insight;

import java.time.Duration;

/** A session that waits for a lock, and the one that holds it. */
public record BlockedSession(
    Session waits, Session holds, String lock, String relation, Duration since) {

  /** Somebody's connection and what it last ran. */
  public record Session(int pid, String user, String application, String state, String query) {
    public Session {
      query = Masked.statement(query);
    }
  }

  /** As a person reads it. */
  public String text() {
    return waits.pid()
        + " ("
        + waits.user()
        + ") waits for "
        + lock
        + (relation.isEmpty() ? "" : " on " + relation)
        + ", held by "
        + holds.pid()
        + " ("
        + holds.user()
        + ", "
        + holds.state()
        + ")";
  }
}
