package dev.slipway.postgres.wal;

import dev.slipway.postgres.physical.Lsn;
import dev.slipway.postgres.physical.Segment;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Collects the stream into segments and stores what has arrived. */
final class SegmentBuffer {
  private static final int MOST_PIECES = 64;

  private final WalArchive archive;
  private final byte[] content;
  private Segment segment;
  private int filled;
  private int stored;
  private int pieces;

  SegmentBuffer(WalArchive archive, Segment first) {
    this.archive = archive;
    this.content = new byte[first.size()];
    this.segment = first;
  }

  /** Where the next byte belongs. */
  Lsn end() {
    return segment.start().plus(filled);
  }

  /** All before this outlives the server. */
  Lsn durable() {
    return segment.start().plus(stored);
  }

  boolean hasUnstored() {
    return filled > stored;
  }

  /** Adds bytes of the stream; each segment is stored as soon as it is whole. */
  void add(Lsn from, ByteBuffer bytes) throws IOException {
    if (!from.equals(end())) {
      throw new IOException("the stream goes on at " + from + " instead of " + end());
    }
    while (bytes.hasRemaining()) {
      var count = Math.min(bytes.remaining(), content.length - filled);
      bytes.get(content, filled, count);
      filled += count;
      if (filled == content.length) {
        archive.putSegment(segment, content);
        begin(segment.next());
      }
    }
  }

  private void begin(Segment next) {
    segment = next;
    filled = 0;
    stored = 0;
    pieces = 0;
  }

  /** Stores what has arrived of the segment so far. */
  void store() throws IOException {
    if (pieces == MOST_PIECES) {
      archive.putOnePiece(segment, content, filled);
      pieces = 1;
    } else {
      archive.putPiece(segment, content, stored, filled);
      pieces++;
    }
    stored = filled;
  }
}
