package dev.slipway.edge.proxy;

import dev.slipway.edge.head.HeadBuffer;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

/**
 * Collects small writes to a channel in one buffer and hands large ones on by reference, so that a
 * small answer is one write of one buffer.
 */
final class Gather {
  /** Below this, copying is cheaper than one more buffer for the kernel to walk through. */
  private static final int SMALL = 8 << 10;

  private static final int ROOM = 1 << 10;

  private final Channel channel;
  private @Nullable ByteBuf small;
  private boolean written;

  Gather(Channel channel) {
    this.channel = channel;
  }

  /** Adds a head; {@code more} bytes are expected to follow soon. */
  void add(HeadBuffer head, long more) {
    head.writeTo(room(head.length(), more <= SMALL ? (int) more : ROOM));
  }

  void add(byte[] bytes) {
    room(bytes.length, ROOM).writeBytes(bytes);
  }

  /** Adds a part of a body and releases it sooner or later. */
  void add(ByteBuf part) {
    var count = part.readableBytes();
    if (count <= SMALL && (small != null && small.writableBytes() >= count || count <= ROOM)) {
      room(count, ROOM).writeBytes(part);
      part.release();
      return;
    }
    writeSmall();
    channel.write(part, channel.voidPromise());
    written = true;
  }

  private ByteBuf room(int count, int more) {
    var buffer = small;
    if (buffer != null && buffer.writableBytes() >= count) {
      return buffer;
    }
    writeSmall();
    buffer = channel.alloc().directBuffer(count + more);
    small = buffer;
    return buffer;
  }

  private void writeSmall() {
    var buffer = small;
    if (buffer != null) {
      small = null;
      channel.write(buffer, channel.voidPromise());
      written = true;
    }
  }

  void flush() {
    writeSmall();
    if (written) {
      written = false;
      channel.flush();
    }
  }

  /** Drops what wasn't written; the channel is closed. */
  void discard() {
    var buffer = small;
    if (buffer != null) {
      small = null;
      buffer.release();
    }
  }
}
