package dev.slipway.operations;

import java.time.Instant;
import java.time.InstantSource;

/** A wall clock that is never set: leases are aged by it. */
final class MonotonicClock implements InstantSource {
  private final Instant start = Instant.now();
  private final long startNanos = System.nanoTime();

  @Override
  public Instant instant() {
    return start.plusNanos(System.nanoTime() - startNanos);
  }
}
