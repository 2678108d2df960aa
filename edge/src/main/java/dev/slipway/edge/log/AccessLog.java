package dev.slipway.edge.log;

import dev.slipway.edge.head.HeadBuffer;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Takes filled buffers from the loops and writes them with a thread of its own. When the disk can't
 * keep up, lines are dropped and counted rather than requests slowed down.
 */
public final class AccessLog implements AutoCloseable {
  private static final Logger LOG = System.getLogger(AccessLog.class.getName());

  /** The log before this one is kept; together they take at most twice this. */
  private static final long LARGEST_FILE = 256L << 20;

  private static final int MOST_WAITING = 64;

  private final Path file;
  private final ArrayBlockingQueue<HeadBuffer> filled = new ArrayBlockingQueue<>(MOST_WAITING);
  private final ArrayBlockingQueue<HeadBuffer> empty = new ArrayBlockingQueue<>(MOST_WAITING);
  private final AtomicLong dropped = new AtomicLong();
  private final Thread writer;
  private volatile boolean closing;

  public AccessLog(Path file) {
    this.file = file;
    this.writer = Thread.ofPlatform().daemon().name("edge-access-log").start(this::write);
  }

  /** Gives a filled buffer away and returns an empty one. */
  HeadBuffer exchange(HeadBuffer full, int lines) {
    if (!filled.offer(full)) {
      dropped.addAndGet(lines);
      return full.clear();
    }
    var next = empty.poll();
    return next == null ? new HeadBuffer() : next;
  }

  /** Lines that were lost because the disk was too slow. */
  public long dropped() {
    return dropped.get();
  }

  private void write() {
    try {
      while (!closing || !filled.isEmpty()) {
        writeUntilLarge();
      }
    } catch (IOException e) {
      LOG.log(Level.ERROR, file + " can't be written: requests are not logged any more", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void writeUntilLarge() throws IOException, InterruptedException {
    try (var channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
      while (channel.size() < LARGEST_FILE && (!closing || !filled.isEmpty())) {
        var buffer = filled.poll(200, TimeUnit.MILLISECONDS);
        if (buffer != null) {
          var bytes = ByteBuffer.wrap(buffer.bytes(), 0, buffer.length());
          while (bytes.hasRemaining()) {
            channel.write(bytes);
          }
          buffer.clear();
          if (!empty.offer(buffer)) {
            LOG.log(Level.TRACE, "a buffer of the access log is left to the collector");
          }
        }
      }
    }
    if (Files.size(file) >= LARGEST_FILE) {
      Files.move(
          file,
          file.resolveSibling(file.getFileName() + ".1"),
          StandardCopyOption.REPLACE_EXISTING);
    }
  }

  @Override
  public void close() {
    closing = true;
    try {
      writer.join(2_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
