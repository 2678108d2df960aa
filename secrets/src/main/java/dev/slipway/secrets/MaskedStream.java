package dev.slipway.secrets;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes what it is given, every byte that is part of a needle replaced, each covered stretch by
 * one mark. Bytes are held back while a needle that begins with them may still be completed.
 */
final class MaskedStream extends OutputStream {
  private static final byte[] MARK = Mask.MARK.getBytes(StandardCharsets.UTF_8);

  private final Needles needles;
  private final OutputStream out;
  private byte[] held = new byte[64];
  private boolean[] hidden = new boolean[64];
  private int count;
  private int state;
  private boolean inMark;

  MaskedStream(Needles needles, OutputStream out) {
    this.needles = needles;
    this.out = out;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte @Nullable [] bytes, int from, int length) throws IOException {
    if (bytes == null) {
      throw new IllegalArgumentException("no bytes");
    }
    var end = from + length;
    for (var i = from; i < end; i++) {
      var next = needles.step(state, bytes[i]);
      if (next == 0 && count == 0) {
        // Nothing has begun: write the whole stretch up to where something does.
        var plain = i;
        while (i + 1 < end && needles.step(0, bytes[i + 1]) == 0) {
          i++;
        }
        out.write(bytes, plain, i + 1 - plain);
        inMark = false;
        continue;
      }
      hold(bytes[i]);
      state = next;
      var found = needles.found(state);
      if (found > 0) {
        Arrays.fill(hidden, count - found, count, true);
      }
      release(count - needles.begun(state));
    }
  }

  private void hold(byte b) {
    if (count == held.length) {
      held = Arrays.copyOf(held, count * 2);
      hidden = Arrays.copyOf(hidden, count * 2);
    }
    held[count] = b;
    hidden[count] = false;
    count++;
  }

  private void release(int bytes) throws IOException {
    if (bytes == 0) {
      return;
    }
    for (var i = 0; i < bytes; i++) {
      if (!hidden[i]) {
        out.write(held[i]);
      } else if (!inMark) {
        out.write(MARK);
      }
      inMark = hidden[i];
    }
    System.arraycopy(held, bytes, held, 0, count - bytes);
    System.arraycopy(hidden, bytes, hidden, 0, count - bytes);
    count -= bytes;
  }

  /** Lets out what is decided, and not what is held back: that may be half a secret. */
  @Override
  public void flush() throws IOException {
    out.flush();
  }

  @Override
  public void close() throws IOException {
    release(count);
    state = 0;
    out.close();
  }
}
