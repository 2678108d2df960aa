package dev.slipway.runtime.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * A place in all of an output, whose file is written at its end and, in rotation, cut at its front.
 * What it reads is right however rotation and reading meet: it is taken only if no cut happened
 * meanwhile.
 */
final class OutputCursor implements AutoCloseable {
  /** A rotation takes milliseconds; one that takes longer than this has died. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final int CHUNK = 32 << 10;

  private final Path newest;
  private final FileChannel channel;
  private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
  private long unrestSince;
  private long position;

  /** Begins behind the last whole line that is there. */
  OutputCursor(Path newest) throws IOException, InterruptedException {
    this.newest = newest;
    this.channel = FileChannel.open(newest);
    while (true) {
      var cut = OutputCut.of(newest);
      var place = behindLastBreak(channel.size());
      if (cut.equals(OutputCut.of(newest)) && isSettled(cut)) {
        this.position = totalOf(cut) + place;
        return;
      }
      Thread.sleep(Duration.ofMillis(5));
    }
  }

  /** Begins at a place in all of the output. */
  OutputCursor(Path newest, long position) throws IOException {
    this.newest = newest;
    this.channel = FileChannel.open(newest);
    this.position = position;
  }

  /** The place in all of the output, what was cut away included. */
  long position() {
    return position;
  }

  private long behindLastBreak(long end) throws IOException {
    var one = ByteBuffer.allocate(1);
    for (var at = end; at > 0; at--) {
      one.clear();
      if (channel.read(one, at - 1) < 1 || one.get(0) == '\n') {
        return at;
      }
    }
    return 0;
  }

  /**
   * Hands over each line that is whole by now.
   *
   * @return whether the end was reached; not so while a rotation is at work
   */
  boolean read(Consumer<String> reader) throws IOException {
    var buffer = ByteBuffer.allocate(CHUNK);
    while (true) {
      buffer.clear();
      var count = read(buffer);
      if (count < 0) {
        return false;
      }
      if (count == 0) {
        return true;
      }
      take(buffer.flip(), reader);
    }
  }

  /**
   * Reads on.
   *
   * @return how many bytes; none at the end; -1 while a rotation is at work
   */
  int read(ByteBuffer buffer) throws IOException {
    while (true) {
      var cut = OutputCut.of(newest);
      if (!isSettled(cut)) {
        return -1;
      }
      buffer.clear();
      var count = 0;
      var before = position;
      try {
        count = readAt(position - totalOf(cut), buffer);
      } catch (NoSuchFileException renamedMeanwhile) {
        continue;
      }
      if (!cut.equals(OutputCut.of(newest))) {
        position = before;
        continue;
      }
      position += Math.max(0, count);
      return Math.max(0, count);
    }
  }

  private boolean isSettled(OutputCut cut) {
    if (cut.atRest()) {
      unrestSince = 0;
      return true;
    }
    var now = System.nanoTime();
    unrestSince = unrestSince == 0 ? now : unrestSince;
    return now - unrestSince > PATIENCE.toNanos();
  }

  private long totalOf(OutputCut cut) throws IOException {
    return cut.atRest() ? cut.total() : cut.totalAfterDeath(newest);
  }

  /** A place before the file's beginning is in one of the rotated ones, or was deleted with it. */
  private int readAt(long place, ByteBuffer buffer) throws IOException {
    if (place >= 0) {
      return channel.read(buffer, place);
    }
    var behind = -place;
    for (var number = 1; ; number++) {
      var older = OutputCut.rotated(newest, number);
      if (!Files.exists(older)) {
        position += behind;
        return readAt(place + behind, buffer);
      }
      var size = Files.size(older);
      if (behind <= size) {
        try (var file = FileChannel.open(older)) {
          return file.read(buffer, size - behind);
        }
      }
      behind -= size;
    }
  }

  private void take(ByteBuffer bytes, Consumer<String> reader) {
    while (bytes.hasRemaining()) {
      var next = bytes.get();
      if (next == '\n') {
        reader.accept(begun.toString(StandardCharsets.UTF_8));
        begun.reset();
      } else {
        begun.write(next);
      }
    }
  }

  /** Hands over what was begun and has no end. */
  void flush(Consumer<String> reader) {
    if (begun.size() > 0) {
      reader.accept(begun.toString(StandardCharsets.UTF_8));
      begun.reset();
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
