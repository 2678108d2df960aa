package dev.slipway.postgres.backup;

import dev.slipway.postgres.physical.DataFile;
import dev.slipway.postgres.physical.Lsn;
import dev.slipway.postgres.physical.Page;
import dev.slipway.postgres.repository.ChunkIndex;
import dev.slipway.postgres.repository.ChunkNames;
import dev.slipway.postgres.repository.ChunkPlace;
import dev.slipway.postgres.repository.PackWriter;
import dev.slipway.postgres.repository.Repository;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Reads, checks, names and stores chunks; one for each thread. */
final class ChunkWorker implements AutoCloseable {
  private static final int TRIES = 10;
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final ByteBuffer buffer =
      ByteBuffer.allocate(Repository.CHUNK).order(ByteOrder.LITTLE_ENDIAN);
  private final Page page = new Page();
  private final ChunkIndex index;
  private final ChunkNames names;
  private final PackWriter packs;
  private final Checking checking;
  private long read;
  private long stored;

  /**
   * @param start a page that is torn was being written after this, so the log brings it again
   * @param unchangedBefore pages last changed before this are in the earlier backup
   */
  record Checking(boolean checksums, Lsn start, Lsn unchangedBefore, Consumer<String> corrupt) {}

  ChunkWorker(Repository repository, ChunkIndex index, Checking checking) {
    this.index = index;
    this.names = repository.chunkNames();
    this.packs = repository.newPackWriter();
    this.checking = checking;
  }

  /** The chunk at the offset; empty when the file ends before it. */
  Optional<ChunkPlace> chunk(FileChannel file, DataFile data, long offset, List<ChunkPlace> earlier)
      throws IOException {
    var length = read(file, offset, (int) Math.min(Repository.CHUNK, data.size() - offset));
    if (length == 0) {
      return Optional.empty();
    }
    read += length;
    var number = (int) (offset / Repository.CHUNK);
    if (data.hasPages() && checkPages(file, data, offset, length)) {
      if (number < earlier.size() && earlier.get(number).plain() == length && data.isMainFork()) {
        return Optional.of(earlier.get(number));
      }
    }
    var id = names.of(buffer.array(), length);
    var known = index.find(id);
    if (known.isPresent()) {
      return known;
    }
    var place = packs.add(id, buffer.array(), length);
    stored += place.sealed();
    index.add(place);
    return Optional.of(place);
  }

  private int read(FileChannel file, long offset, int length) throws IOException {
    buffer.clear().limit(length);
    while (buffer.hasRemaining()) {
      if (file.read(buffer, offset + buffer.position()) < 0) {
        // Truncated under us: the log that is replayed later knows of it.
        return buffer.position();
      }
    }
    return length;
  }

  /** Checks every page; true when all of them were last changed before the earlier backup. */
  private boolean checkPages(FileChannel file, DataFile data, long offset, int length)
      throws IOException {
    var unchanged = true;
    var end = length - length % Page.SIZE;
    for (var at = 0; at < end; at += Page.SIZE) {
      var block = data.firstBlock() + (offset + at) / Page.SIZE;
      if (checking.checksums()) {
        checkPage(file, data, offset, at, block);
      }
      var lsn = Page.lsn(buffer, at);
      unchanged =
          unchanged
              && lsn.bytes() != 0
              && !Page.isNew(buffer, at)
              && lsn.isBefore(checking.unchangedBefore());
    }
    return unchanged && end == length;
  }

  private void checkPage(FileChannel file, DataFile data, long offset, int at, long block)
      throws IOException {
    for (var tries = 0; !page.isWhole(buffer, at, block); tries++) {
      if (!Page.lsn(buffer, at).isBefore(checking.start())) {
        return;
      }
      if (tries == TRIES) {
        checking.corrupt().accept(data.path() + " page " + block);
        return;
      }
      LockSupport.parkNanos(PAUSE_NANOS);
      var again = ByteBuffer.wrap(buffer.array(), at, Page.SIZE);
      if (file.read(again, offset + at) < Page.SIZE) {
        return;
      }
    }
  }

  /** Stores what is not stored yet. */
  void flush() throws IOException {
    packs.flush();
  }

  long bytesRead() {
    return read;
  }

  long bytesStored() {
    return stored;
  }

  @Override
  public void close() {
    packs.close();
  }
}
