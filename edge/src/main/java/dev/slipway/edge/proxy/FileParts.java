package dev.slipway.edge.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.io.IOException;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/** A large file, read as fast as the client takes it. */
final class FileParts implements BodySource {
  private static final int PART = 64 << 10;

  private final FileChannel channel;
  private long at;
  private long left;
  private boolean broken;

  FileParts(FileChannel channel, long from, long count) {
    this.channel = channel;
    this.at = from;
    this.left = count;
  }

  @Override
  public @Nullable ByteBuf next() {
    if (left == 0) {
      return null;
    }
    var part = ByteBufAllocator.DEFAULT.directBuffer(PART);
    try {
      var count = part.writeBytes(channel, at, (int) Math.min(PART, left));
      if (count > 0) {
        at += count;
        left -= count;
        return part;
      }
    } catch (IOException e) {
      // Told by isBroken: the head has promised more than there is.
    }
    part.release();
    broken = true;
    return null;
  }

  @Override
  public boolean isBroken() {
    return broken;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      broken = true;
    }
  }
}
