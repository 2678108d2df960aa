package dev.slipway.operations;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * The outside world of a crash: lines in a file, one write each, so that each is there or not
 * whenever the process is killed. Whoever touches it leaves a fencing number first; from then on a
 * lower one is refused, as anything should do that a worker which was cut off must not change.
 */
record Effects(Path file) {
  /** What was done, without the fencing numbers. */
  List<String> done() throws IOException {
    try (var channel = open()) {
      return read(channel).stream().filter(line -> !line.startsWith("fence ")).toList();
    }
  }

  /** Looks, and refuses whoever comes later with a lower fencing number. */
  List<String> done(long fence) throws IOException {
    try (var channel = open();
        var lock = channel.lock()) {
      pass(channel, fence);
      return read(channel).stream().filter(line -> !line.startsWith("fence ")).toList();
    }
  }

  void add(long fence, String line) throws IOException {
    try (var channel = open();
        var lock = channel.lock()) {
      pass(channel, fence);
      append(channel, line);
    }
  }

  private static void pass(FileChannel channel, long fence) throws IOException {
    var highest =
        read(channel).stream()
            .filter(line -> line.startsWith("fence "))
            .mapToLong(line -> Long.parseLong(line.substring("fence ".length())))
            .max()
            .orElse(0);
    if (fence < highest) {
      throw new IllegalStateException("fence " + fence + " is past: " + highest);
    }
    if (fence > highest) {
      append(channel, "fence " + fence);
    }
  }

  private FileChannel open() throws IOException {
    return FileChannel.open(
        file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  private static List<String> read(FileChannel channel) throws IOException {
    var bytes = ByteBuffer.allocate((int) channel.size());
    while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) >= 0) {}
    return new String(bytes.array(), StandardCharsets.UTF_8).lines().toList();
  }

  private static void append(FileChannel channel, String line) throws IOException {
    channel.write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8)), channel.size());
  }
}
