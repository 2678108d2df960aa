package dev.slipway.runtime.process;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * How many bytes rotation has cut from the front of an output file in all, as the supervisor wrote
 * it down. A byte's place in all of the output is its place in the file plus this; whoever reads
 * looks at it before and after, and reads again when it has changed.
 *
 * @param phase empty at rest, else what the supervisor was doing when it wrote
 */
record OutputCut(long total, String phase) {
  private static final String MOVING = "moving";

  static OutputCut of(Path newest) throws IOException {
    try {
      var words = Files.readString(newest.resolveSibling("cut")).trim().split(" ", 2);
      return new OutputCut(Long.parseLong(words[0]), words.length == 1 ? "" : words[1]);
    } catch (NoSuchFileException never) {
      return new OutputCut(0, "");
    }
  }

  boolean atRest() {
    return phase.isEmpty();
  }

  /**
   * What is true if the supervisor died at it: the copy was made and not yet cut, when the file
   * still begins with it, or it was cut.
   */
  long totalAfterDeath(Path newest) throws IOException {
    var copy = rotated(newest, 1);
    if (!phase.equals(MOVING) || !Files.exists(copy) || beginsWith(newest, copy)) {
      return total;
    }
    return total + Files.size(copy);
  }

  static Path rotated(Path newest, int number) {
    return newest.resolveSibling(newest.getFileName() + "." + number);
  }

  private static boolean beginsWith(Path newest, Path copy) throws IOException {
    try (var file = FileChannel.open(newest)) {
      if (file.size() < Files.size(copy)) {
        return false;
      }
    }
    var mismatch = Files.mismatch(newest, copy);
    return mismatch < 0 || mismatch >= Files.size(copy);
  }
}
