package dev.slipway.edge.head;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * Reads a chunked body. Extensions are dropped: they are legal, nobody uses them, and readers that
 * disagree about them are a way to smuggle requests. Line ends are CR LF and nothing else.
 */
final class ChunkReader {
  private static final int MOST_TRAILER_BYTES = 8 << 10;
  private static final int MOST_EXTENSION_BYTES = 256;

  /** 15 hexadecimal digits can't overflow a long. */
  private static final int MOST_DIGITS = 15;

  private enum State {
    SIZE,
    EXTENSION,
    SIZE_LF,
    DATA,
    DATA_CR,
    DATA_LF,
    TRAILERS
  }

  private State state = State.SIZE;
  private long left;
  private int digits;
  private int extension;
  private byte[] trailers = new byte[64];
  private int trailerBytes;

  void start() {
    state = State.SIZE;
    left = 0;
    digits = 0;
    extension = 0;
    trailerBytes = 0;
  }

  boolean read(ByteBuf from, BodySink sink) {
    while (from.isReadable()) {
      if (state == State.DATA) {
        data(from, sink);
      } else if (state == State.TRAILERS) {
        if (trailer(from.readByte(), sink)) {
          return true;
        }
      } else {
        line(from.readByte());
      }
    }
    return false;
  }

  private void data(ByteBuf from, BodySink sink) {
    var count = (int) Math.min(left, from.readableBytes());
    left -= count;
    if (left == 0) {
      state = State.DATA_CR;
    }
    sink.part(from.readRetainedSlice(count));
  }

  private void line(byte b) {
    switch (state) {
      case SIZE -> size(b);
      case EXTENSION -> {
        if (b == '\r') {
          state = State.SIZE_LF;
        } else if (!Characters.value(b) || ++extension > MOST_EXTENSION_BYTES) {
          throw new BadHead(400, "a chunk extension is malformed");
        }
      }
      case SIZE_LF -> {
        expect(b, '\n');
        state = left == 0 ? State.TRAILERS : State.DATA;
        digits = 0;
        extension = 0;
      }
      case DATA_CR -> {
        expect(b, '\r');
        state = State.DATA_LF;
      }
      case DATA_LF -> {
        expect(b, '\n');
        state = State.SIZE;
      }
      default -> throw new IllegalStateException("no line in state " + state);
    }
  }

  private void size(byte b) {
    var digit = Characters.hex(b);
    if (digit >= 0) {
      if (++digits > MOST_DIGITS) {
        throw new BadHead(400, "a chunk is too large");
      }
      left = left * 16 + digit;
      return;
    }
    if (digits == 0) {
      throw new BadHead(400, "a chunk has no size");
    }
    state =
        switch (b) {
          case '\r' -> State.SIZE_LF;
          case ';' -> State.EXTENSION;
          default -> throw new BadHead(400, "a chunk's size is malformed");
        };
  }

  /** Collects trailer fields until the empty line, which the header reader finds. */
  private boolean trailer(byte b, BodySink sink) {
    if (trailerBytes == MOST_TRAILER_BYTES) {
      throw new BadHead(431, "trailers longer than 8 KiB");
    }
    if (trailerBytes == trailers.length) {
      trailers = Arrays.copyOf(trailers, trailers.length * 2);
    }
    trailers[trailerBytes++] = b;
    if (trailerBytes == 2 && trailers[0] == '\r' && b == '\n') {
      sink.end(null);
      return true;
    }
    if (b != '\n' || trailerBytes < 4 || trailers[trailerBytes - 3] != '\n') {
      if (trailerBytes == 2 && trailers[0] == '\r') {
        throw new BadHead(400, "a carriage return stands alone");
      }
      return false;
    }
    var lines = new HeaderLines();
    if (lines.read(trailers, 0, trailerBytes) < 0) {
      throw new BadHead(400, "the trailers are malformed");
    }
    sink.end(lines);
    return true;
  }

  private static void expect(byte b, char wanted) {
    if (b != wanted) {
      throw new BadHead(400, "a chunk does not end with CR LF");
    }
  }
}
