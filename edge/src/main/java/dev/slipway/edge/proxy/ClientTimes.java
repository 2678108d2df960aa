package dev.slipway.edge.proxy;

import java.time.Duration;

/** How long a client may take, and how much of it may wait at the edge. */
final class ClientTimes {
  /** From the connection, or the answer before, to the first byte of a head. */
  static final long BETWEEN_REQUESTS = Duration.ofSeconds(75).toNanos();

  /** From its first byte to its last: whoever drips bytes doesn't get more time by it. */
  static final long WHOLE_HEAD = Duration.ofSeconds(10).toNanos();

  /** Longest silence in the middle of a request's body. */
  static final long BODY_SILENCE = Duration.ofSeconds(30).toNanos();

  /** Longest time in which a client takes nothing of its answer. */
  static final long WRITE_SILENCE = Duration.ofSeconds(60).toNanos();

  /** After the last word of a connection, for the client to read it before it is closed. */
  static final long LINGER = Duration.ofSeconds(3).toNanos();

  /** After a WebSocket's client was asked to go. */
  static final long GO_AWAY = Duration.ofSeconds(5).toNanos();

  /** Bytes sent ahead of their turn that a connection may have waiting before it is not read. */
  static final int MOST_WAITING = 32 << 10;

  private ClientTimes() {}
}
