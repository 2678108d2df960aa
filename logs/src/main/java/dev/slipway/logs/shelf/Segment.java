package dev.slipway.logs.shelf;

import dev.slipway.logs.Entry;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A file of blocks, one behind the other. What a death left half written at its end is cut off. */
final class Segment {
  private static final String ENDING = ".blocks";

  private final Path file;
  private final List<Block> blocks = new ArrayList<>();
  private long length;

  private Segment(Path file) {
    this.file = file;
  }

  static Segment beginning(Path folder, long number) {
    return new Segment(folder.resolve(String.format(Locale.ROOT, "%019d", number) + ENDING));
  }

  static boolean isOne(Path file) {
    return file.getFileName().toString().endsWith(ENDING);
  }

  static Segment open(Path file) throws IOException {
    var segment = new Segment(file);
    try (var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      segment.load(channel);
      if (segment.length < channel.size()) {
        channel.truncate(segment.length);
        channel.force(true);
      }
    }
    return segment;
  }

  private void load(FileChannel channel) throws IOException {
    while (length < channel.size()) {
      try {
        var frame = BlockFrame.at(channel, length);
        // A death leaves at most the last one half written, which its length alone may not show.
        if (frame.end() == channel.size() && !frame.isSound(channel)) {
          return;
        }
        blocks.add(new Block(this, frame, frame.head(channel)));
        length = frame.end();
      } catch (EOFException halfWritten) {
        return;
      }
    }
  }

  Block append(BlockHead head, byte[] filter, List<Entry> entries) throws IOException {
    var bytes = BlockFrame.encode(head, filter, entries);
    try (var channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      try {
        write(channel, bytes);
      } catch (IOException full) {
        channel.truncate(length);
        throw full;
      }
      var block = new Block(this, BlockFrame.at(channel, length), head);
      blocks.add(block);
      length = block.frame().end();
      return block;
    }
  }

  private void write(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes, length + bytes.position());
    }
    channel.force(true);
  }

  List<Block> blocks() {
    return List.copyOf(blocks);
  }

  long length() {
    return length;
  }

  void delete() throws IOException {
    Files.deleteIfExists(file);
  }

  <T> T read(Reading<T> reading) throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return reading.from(channel);
    }
  }

  interface Reading<T> {
    T from(FileChannel channel) throws IOException;
  }
}
