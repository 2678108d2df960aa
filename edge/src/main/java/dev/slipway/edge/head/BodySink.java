package dev.slipway.edge.head;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** Takes a body part by part. */
public interface BodySink {
  /** Takes over a part; the receiver releases it. */
  void part(ByteBuf part);

  /**
   * The body is complete.
   *
   * @param trailers the fields after the last chunk, or null; valid during the call only
   */
  void end(@Nullable HeaderLines trailers);
}
