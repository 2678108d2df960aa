package dev.slipway.protocol.edge;

import java.time.Duration;

/**
 * How a pool treats its instances.
 *
 * @param connect longest wait for a connection before another instance is tried
 * @param drain how long a drained instance's running requests may go on
 * @param slowStart a new instance's part of the traffic grows over this time; zero: at once
 * @param keep how long an unused connection to an instance is kept
 * @param sticky a client stays with the release, and if it can with the instance, it met first
 * @param http2 instances are spoken to in HTTP/2 without asking them first (prior knowledge);
 *     WebSockets go by HTTP/1.1 all the same
 */
public record PoolPolicy(
    Duration connect,
    Duration drain,
    Duration slowStart,
    Duration keep,
    boolean sticky,
    boolean http2) {
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration DRAIN = Duration.ofSeconds(30);

  /** Below the 5 s after which Node.js closes an unused connection under a request's feet. */
  private static final Duration KEEP = Duration.ofSeconds(4);

  public static final PoolPolicy DEFAULT =
      new PoolPolicy(CONNECT, DRAIN, Duration.ZERO, KEEP, false, false);

  public PoolPolicy {
    connect = Given.or(connect, CONNECT);
    drain = Given.or(drain, DRAIN);
    slowStart = Given.or(slowStart, Duration.ZERO);
    keep = Given.or(keep, KEEP);
  }

  public PoolPolicy withSticky(boolean changed) {
    return new PoolPolicy(connect, drain, slowStart, keep, changed, http2);
  }

  public PoolPolicy withDrain(Duration changed) {
    return new PoolPolicy(connect, changed, slowStart, keep, sticky, http2);
  }

  public PoolPolicy withSlowStart(Duration changed) {
    return new PoolPolicy(connect, drain, changed, keep, sticky, http2);
  }

  public PoolPolicy withHttp2(boolean changed) {
    return new PoolPolicy(connect, drain, slowStart, keep, sticky, changed);
  }
}
