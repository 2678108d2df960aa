package dev.slipway.logs.line;

import dev.slipway.logs.Level;
import java.time.Instant;
import java.util.Optional;

/** What a line says of itself. */
public record Sensed(Optional<Instant> at, Level level) {
  public static final Sensed NOTHING = new Sensed(Optional.empty(), Level.UNKNOWN);

  /** What this one lacks comes from the other. */
  Sensed or(Sensed other) {
    return new Sensed(at.or(other::at), level == Level.UNKNOWN ? other.level : level);
  }
}
