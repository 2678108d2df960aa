package dev.slipway.protocol.alert;

import org.jspecify.annotations.Nullable;

/**
 * Asks that nothing is told for a while.
 *
 * @param rule of one rule alone; absent: of all
 */
public record SilenceRequested(@Nullable String rule, long seconds, String why) {
  public SilenceRequested {
    why = why == null ? "" : why;
  }
}
