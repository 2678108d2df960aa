package dev.slipway.operations;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** What a run stands on from begin to end. */
record Footing<I extends Record>(
    BoundType<I> type, I input, InstantSource clock, Performer performer, String worker) {

  /** To the microsecond, which is what the store keeps. */
  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
