package dev.slipway.edge.proxy;

import dev.slipway.edge.head.Framing;
import dev.slipway.edge.head.HeadBuffer;
import dev.slipway.edge.head.HeaderLines;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** The one who asked: an HTTP/1.1 connection, or a stream of an HTTP/2 one. */
interface Client {
  Peer peer();

  /**
   * The answer begins.
   *
   * @param head status line and fields as HTTP/1.1 writes them, without the fields that frame the
   *     body and without the empty line
   * @param length of the body for {@link Framing#LENGTH}, which the head then names itself
   */
  void head(HeadBuffer head, Framing framing, long length);

  /** An answer before the answer: 100 or 103. */
  void informational(HeadBuffer head);

  /** The client's connection carries raw bytes from now on; {@code head} is the 101. */
  void switchProtocols(HeadBuffer head);

  void part(ByteBuf part);

  void end(@Nullable HeaderLines trailers);

  void flush();

  /** Whether the connection carries raw bytes. */
  boolean isTunnel();

  /** Asks a WebSocket's client to go, in its own words; it has a moment to do so. */
  void goAway();

  /** The answer can't be completed: the client must notice. */
  void cut();

  boolean writable();

  /** Whether to go on reading the request's body. */
  void reading(boolean on);
}
