package dev.slipway.edge.proxy;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** A body that is fetched part by part, as fast as the client takes it. */
interface BodySource {
  /** The next part, or null when there is none. */
  @Nullable ByteBuf next();

  /** Whether there is no next part because it can't be read, rather than because that was all. */
  boolean isBroken();

  void close();
}
