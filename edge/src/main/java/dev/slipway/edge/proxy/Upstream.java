package dev.slipway.edge.proxy;

import dev.slipway.edge.head.HeaderLines;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** What carries one exchange's request to an instance, and its answer back. */
interface Upstream {
  /** Whether an instance may have begun with a request that failed. */
  enum Reached {
    MAYBE,

    /**
     * A kept connection ended without a word: most likely the instance closed it as unused while
     * the request was on its way. Nobody can know, so only what may be repeated is.
     */
    HARDLY,

    /** It has said itself that it did nothing. */
    NOT
  }

  Lane lane();

  /** Carries this exchange's request; the head is retained by whoever may send it again. */
  void begin(Exchange started, ByteBuf head, boolean chunked, long answerNanos);

  void part(ByteBuf part);

  void end(@Nullable HeaderLines trailers);

  void flush();

  boolean writable();

  void reading(boolean on);

  void patience(long nanos);

  /** The client is gone: what the instance still answers interests nobody. */
  void abandon();
}
