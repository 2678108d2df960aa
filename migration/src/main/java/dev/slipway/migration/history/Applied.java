package dev.slipway.migration.history;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One line of a history.
 *
 * @param checksum empty when the tool keeps none
 * @param took empty when the tool doesn't keep it, or it was not run
 */
public record Applied(
    String id,
    Optional<String> checksum,
    Optional<Instant> at,
    Optional<Duration> took,
    State state) {

  /** One of which its tool keeps no checksum and not how long it took. */
  static Applied bare(String id, Optional<Instant> at, State state) {
    return new Applied(id, Optional.empty(), at, Optional.empty(), state);
  }

  /** How far it got. */
  public enum State {
    APPLIED,
    /** Begun and not ended: it failed, or whoever applied it died. */
    UNFINISHED,
    ROLLED_BACK,
    BASELINE
  }

  public boolean counts() {
    return state == State.APPLIED || state == State.BASELINE;
  }
}
