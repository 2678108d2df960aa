package dev.slipway.protocol.edge;

import java.time.Duration;

/**
 * What a request may cost.
 *
 * @param bodyBytes largest request body; 0: no limit
 * @param answer longest wait for the first byte of the instance's answer
 * @param idle longest silence in the middle of a body, or on a WebSocket
 */
public record Limits(long bodyBytes, Duration answer, Duration idle) {
  private static final Duration A_MINUTE = Duration.ofMinutes(1);
  private static final Duration AN_HOUR = Duration.ofHours(1);

  public static final Limits DEFAULT = new Limits(100L << 20, A_MINUTE, AN_HOUR);

  public Limits {
    answer = Given.or(answer, A_MINUTE);
    idle = Given.or(idle, AN_HOUR);
  }
}
