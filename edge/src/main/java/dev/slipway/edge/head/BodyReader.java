package dev.slipway.edge.head;

import io.netty.buffer.ByteBuf;

/** Finds the end of a body as it arrives, and hands its parts on without copying them. */
public final class BodyReader {
  private final ChunkReader chunks = new ChunkReader();
  private Framing framing = Framing.NONE;
  private long left;

  /** Gets ready for a body; {@code length} counts for {@link Framing#LENGTH} only. */
  public void start(Framing newFraming, long length) {
    framing = newFraming;
    left = length;
    if (newFraming == Framing.CHUNKED) {
      chunks.start();
    }
  }

  /**
   * Takes from the buffer what belongs to the body.
   *
   * @return whether the body is complete; what is left in the buffer then comes after it
   * @throws BadHead when the chunks are malformed
   */
  public boolean read(ByteBuf from, BodySink sink) {
    return switch (framing) {
      case NONE -> {
        sink.end(null);
        yield true;
      }
      case LENGTH -> readLength(from, sink);
      case CHUNKED -> chunks.read(from, sink);
      case UNTIL_CLOSE -> {
        if (from.isReadable()) {
          sink.part(from.readRetainedSlice(from.readableBytes()));
        }
        yield false;
      }
    };
  }

  private boolean readLength(ByteBuf from, BodySink sink) {
    var count = (int) Math.min(left, from.readableBytes());
    if (count > 0) {
      left -= count;
      sink.part(from.readRetainedSlice(count));
    }
    if (left > 0) {
      return false;
    }
    sink.end(null);
    return true;
  }
}
