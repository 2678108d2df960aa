package dev.slipway.runtime.process;

import dev.slipway.runtime.contract.InstanceStatus;
import dev.slipway.runtime.contract.Output;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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

  /** A rotation that takes longer than this has died. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

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

  /** Up to a place in all of the output, so that whoever reads on from there gets no line twice. */
  private List<String> last(int lines, long end) {
    try {
      var patience = System.nanoTime() + PATIENCE.toNanos();
      while (true) {
        var cut = OutputCut.of(newest);
        try {
          var found = lastNow(lines, end == Long.MAX_VALUE ? end : end - cut.total());
          var undisturbed = cut.atRest() && cut.equals(OutputCut.of(newest));
          if (undisturbed || System.nanoTime() > patience) {
            return found;
          }
        } catch (NoSuchFileException renamedMeanwhile) {
          continue;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> lastNow(int lines, long end) throws IOException {
    var found = new ArrayDeque<String>();
    var file = newest;
    var left = end;
    for (var number = 1; Files.exists(file) && found.size() < lines; number++) {
      if (left > 0) {
        prepend(found, new FileTail(file, left).last(lines - found.size() + 1));
      }
      file = OutputCut.rotated(newest, number);
      left = left > 0 ? Long.MAX_VALUE : left + (Files.exists(file) ? Files.size(file) : 0);
    }
    while (found.size() > lines) {
      found.removeFirst();
    }
    return List.copyOf(found);
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
  public Reading from(long place) throws IOException {
    return new FileReading(new OutputCursor(newest, place), newest);
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
        var all = cursor.read(reader);
        if ((all && ended) || System.nanoTime() > end) {
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
