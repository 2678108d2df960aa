package dev.slipway.logs;

import java.time.Instant;

/**
 * One thing that was written: a line, or the lines that belong together, such as a stack trace.
 *
 * @param number counts on in its shelf
 * @param at what the entry says of itself, else when it was written as far as that is known
 * @param text without the last line break
 */
public record Entry(long number, Instant at, Level level, Origin origin, String text) {
  public Entry numbered(long other) {
    return new Entry(other, at, level, origin, text);
  }
}
