package dev.slipway.postgres.loss;

import dev.slipway.postgres.physical.Lsn;
import dev.slipway.postgres.physical.Page;
import dev.slipway.postgres.physical.Segment;
import dev.slipway.postgres.wal.WalArchive;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads the records of the stored log one after the other. A record may run over pages and
 * segments; each page begins with a header that is no part of it.
 */
final class LogReader {
  private static final int SHORT_HEADER = 24;
  private static final int LONG_HEADER = 40;
  private static final int CONTINUED = 0x0001;
  private static final int ALIGNMENT = 8;
  private static final int LARGEST = 1 << 30;
  private static final int SWITCH = 0x40;

  private final WalArchive archive;
  private Segment segment;
  private ByteBuffer bytes;
  private byte[] record = new byte[1 << 16];

  private LogReader(WalArchive archive, Segment segment, byte[] content) {
    this.archive = archive;
    this.segment = segment;
    this.bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Reads to the end of what is stored.
   *
   * @return the position up to which records were read
   */
  static Lsn read(WalArchive archive, Segment first, Consumer<LogRecord> each) throws IOException {
    var content = load(archive, first);
    if (content.isEmpty()) {
      return first.start();
    }
    var reader = new LogReader(archive, first, content.get());
    reader.skipContinuation();
    var more = true;
    while (more) {
      more = reader.next(each);
    }
    return reader.position();
  }

  private static Optional<byte[]> load(WalArchive archive, Segment segment) throws IOException {
    var whole = archive.segment(segment);
    return whole.isPresent() ? whole : archive.partial(segment).map(WalArchive.Partial::content);
  }

  private Lsn position() {
    return segment.start().plus(bytes.position());
  }

  /** The end of a record that began before what we have. */
  private void skipContinuation() throws IOException {
    var continued = (bytes.getShort(2) & CONTINUED) != 0;
    var left = continued ? bytes.getInt(16) : 0;
    enterPage();
    take(left, false);
    align();
  }

  private boolean next(Consumer<LogRecord> each) throws IOException {
    if (!enterPage() || bytes.remaining() < 4) {
      return false;
    }
    var length = bytes.getInt(bytes.position());
    if (length < LogRecord.HEADER || length > LARGEST || !take(length, true)) {
      return false;
    }
    if (!LogRecord.isWhole(record, length)) {
      return false;
    }
    var parsed = LogRecord.parse(record, length, position());
    each.accept(parsed);
    if (parsed.manager() == 0 && parsed.info() == SWITCH) {
      // The rest of the segment was given up.
      bytes.position(bytes.limit());
    }
    align();
    return true;
  }

  /** Passes the header if a page begins here; false at the end of what is stored. */
  private boolean enterPage() throws IOException {
    if (!bytes.hasRemaining() && !nextSegment()) {
      return false;
    }
    if (bytes.position() % Page.SIZE == 0) {
      var address = bytes.getLong(bytes.position() + 8);
      if (address != position().bytes()) {
        return false;
      }
      bytes.position(bytes.position() + (bytes.position() == 0 ? LONG_HEADER : SHORT_HEADER));
    }
    return true;
  }

  private boolean nextSegment() throws IOException {
    var next = segment.next();
    var content = load(archive, next);
    if (content.isEmpty()) {
      return false;
    }
    segment = next;
    bytes = ByteBuffer.wrap(content.get()).order(ByteOrder.LITTLE_ENDIAN);
    return true;
  }

  private boolean take(int length, boolean keep) throws IOException {
    if (record.length < length) {
      record = new byte[Math.max(length, record.length * 2)];
    }
    var taken = 0;
    while (taken < length) {
      if (!enterPage()) {
        return false;
      }
      var inPage = Page.SIZE - bytes.position() % Page.SIZE;
      var count = Math.min(length - taken, inPage);
      if (keep) {
        bytes.get(record, taken, count);
      } else {
        bytes.position(bytes.position() + count);
      }
      taken += count;
    }
    return true;
  }

  private void align() {
    var over = bytes.position() % ALIGNMENT;
    if (over != 0) {
      bytes.position(Math.min(bytes.limit(), bytes.position() + ALIGNMENT - over));
    }
  }
}
