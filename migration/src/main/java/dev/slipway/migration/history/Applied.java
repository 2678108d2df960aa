package dev.slipway.migration.history;

import java.time.Instant;
import java.util.Optional;

/**
 * One line of a history.
 *
 * @param checksum empty when the tool keeps none
 */
public record Applied(String id, Optional<String> checksum, Optional<Instant> at, State state) {

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
