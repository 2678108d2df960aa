package dev.slipway.web.view;

import java.time.Duration;
import java.time.Instant;

/** A stretch of time. */
public record Stretch(Instant from, Instant to) {
  /** How far along an instant is: 0 at the beginning, 1 at the end, and cut off outside. */
  public double share(Instant at) {
    var whole = Math.max(1, Duration.between(from, to).toMillis());
    return Math.clamp((double) Duration.between(from, at).toMillis() / whole, 0, 1);
  }
}
