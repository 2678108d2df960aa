package dev.slipway.runtime.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A place in an output file that is written at its end and, in rotation, cut at its front. What is
 * cut goes to the file numbered 1, so the size of that one says how far the place moved.
 */
final class OutputCursor implements AutoCloseable {
  private final Path rotated;
  private final FileChannel channel;
  private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
  private Optional<Object> lastRotated;
  private long position;

  /** Begins behind the last whole line that is there. */
  OutputCursor(Path file) throws IOException {
    this.rotated = file.resolveSibling(file.getFileName() + ".1");
    this.channel = FileChannel.open(file);
    this.lastRotated = rotatedKey();
    this.position = behindLastBreak(channel.size());
  }

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

  /** Hands over each line that is whole by now. */
  void read(Consumer<String> reader) throws IOException {
    var size = channel.size();
    if (size < position) {
      position = lastRotated.equals(rotatedKey()) ? 0 : Math.max(0, position - rotatedSize());
      lastRotated = rotatedKey();
    }
    var buffer = ByteBuffer.allocate(32 << 10);
    while (true) {
      buffer.clear();
      var count = channel.read(buffer, position);
      if (count <= 0) {
        return;
      }
      position += count;
      for (var i = 0; i < count; i++) {
        if (buffer.get(i) == '\n') {
          reader.accept(begun.toString(StandardCharsets.UTF_8));
          begun.reset();
        } else {
          begun.write(buffer.get(i));
        }
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

  private Optional<Object> rotatedKey() throws IOException {
    try {
      return Optional.ofNullable(
          Files.readAttributes(rotated, BasicFileAttributes.class).fileKey());
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
  }

  private long rotatedSize() throws IOException {
    return Files.size(rotated);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
