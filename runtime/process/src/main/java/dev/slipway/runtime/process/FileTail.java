package dev.slipway.runtime.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The end of a text file, or of its first part up to a place, read from behind. */
record FileTail(Path file, long end) {
  private static final int CHUNK = 64 << 10;

  /** However long lines are, no more than this is read. */
  private static final int LARGEST = 4 << 20;

  /**
   * @param endsWhole whether the last line is ended by a line break
   */
  record Lines(List<String> lines, boolean endsWhole) {}

  Lines last(int count) throws IOException {
    try (var channel = FileChannel.open(file)) {
      var size = Math.min(end, channel.size());
      for (long length = CHUNK; ; length *= 4) {
        var from = Math.max(0, size - length);
        var text = read(channel, from, (int) (size - from));
        var lines = text.lines().toList();
        if (from == 0 || lines.size() > count || length >= LARGEST) {
          var whole = text.isEmpty() || text.endsWith("\n");
          return new Lines(lines.subList(Math.max(0, lines.size() - count), lines.size()), whole);
        }
      }
    }
  }

  private static String read(FileChannel channel, long from, int length) throws IOException {
    var bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) > 0) {
      // Read until it is full or the file ends, which rotation may make happen earlier.
    }
    return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
  }
}
