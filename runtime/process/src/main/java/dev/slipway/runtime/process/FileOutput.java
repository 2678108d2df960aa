package dev.slipway.runtime.process;

import dev.slipway.runtime.contract.InstanceStatus;
import dev.slipway.runtime.contract.Output;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Reads an instance's output back from its file and the rotated ones. */
final class FileOutput implements Output {
  private static final Duration LOOK = Duration.ofMillis(50);

  private final Path newest;
  private final Supplier<InstanceStatus> status;

  FileOutput(Path newest, Supplier<InstanceStatus> status) {
    this.newest = newest;
    this.status = status;
  }

  @Override
  public List<String> last(int lines) {
    return last(lines, Long.MAX_VALUE);
  }

  /** Up to a place of the newest file, so that whoever reads on from there gets no line twice. */
  private List<String> last(int lines, long end) {
    try {
      var found = new ArrayDeque<String>();
      var file = newest;
      for (var number = 1; Files.exists(file) && found.size() < lines; number++) {
        prepend(
            found,
            new FileTail(file, number == 1 ? end : Long.MAX_VALUE).last(lines - found.size() + 1));
        file = newest.resolveSibling(newest.getFileName() + "." + number);
      }
      while (found.size() > lines) {
        found.removeFirst();
      }
      return List.copyOf(found);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Rotation cuts anywhere: the end of an older file may be the beginning of a newer one's line.
   */
  private static void prepend(ArrayDeque<String> newer, FileTail.Lines older) {
    var lines = new ArrayList<>(older.lines());
    if (!older.endsWhole() && !newer.isEmpty() && !lines.isEmpty()) {
      newer.addFirst(lines.removeLast() + newer.removeFirst());
    }
    lines.reversed().forEach(newer::addFirst);
  }

  @Override
  public void follow(int lastLines, Duration limit, Consumer<String> reader)
      throws InterruptedException {
    var end = System.nanoTime() + limit.toNanos();
    try (var cursor = new OutputCursor(newest)) {
      last(lastLines, cursor.position()).forEach(reader);
      while (true) {
        // The status is read first: what an ended instance wrote is all there afterwards.
        var ended = status.get() instanceof InstanceStatus.Ended;
        cursor.read(reader);
        if (ended || System.nanoTime() > end) {
          cursor.flush(reader);
          return;
        }
        Thread.sleep(LOOK);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
