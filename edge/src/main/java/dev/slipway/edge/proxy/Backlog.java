package dev.slipway.edge.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

/**
 * What a client has sent and nobody can use yet: part of a head, or requests ahead of their turn.
 */
final class Backlog {
  private static final int ROOM = 256;

  private final Channel channel;
  private final Reader reader;
  private @Nullable ByteBuf waiting;
  private boolean reading;

  /** Uses what has come. */
  interface Reader {
    void read(ByteBuf in);

    /** Whether what is left will be used at all. */
    boolean wantsRest();
  }

  Backlog(Channel channel, Reader reader) {
    this.channel = channel;
    this.reader = reader;
  }

  int size() {
    return waiting == null ? 0 : waiting.readableBytes();
  }

  void add(ByteBuf arrived) {
    var before = waiting;
    if (before == null) {
      readAndKeep(arrived);
      return;
    }
    before.writeBytes(arrived);
    arrived.release();
    resume();
  }

  /** Goes on with what was sent ahead; false when there is nothing, or it is being read already. */
  boolean resume() {
    var before = waiting;
    if (before == null || reading) {
      return false;
    }
    waiting = null;
    readAndKeep(before);
    return true;
  }

  /** What can't be used yet is copied: a few bytes shall not hold on to a large buffer. */
  private void readAndKeep(ByteBuf in) {
    reading = true;
    try {
      reader.read(in);
    } finally {
      reading = false;
    }
    if (in.isReadable() && channel.isActive() && reader.wantsRest()) {
      waiting = channel.alloc().buffer(in.readableBytes() + ROOM).writeBytes(in);
    }
    in.release();
  }

  void discard() {
    var before = waiting;
    if (before != null && !reading) {
      waiting = null;
      before.release();
    }
  }
}
