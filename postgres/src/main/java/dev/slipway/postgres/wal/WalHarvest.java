package dev.slipway.postgres.wal;

import dev.slipway.postgres.physical.Lsn;
import dev.slipway.postgres.physical.Segment;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Takes the log out of a data directory: what nobody streamed, because no receiver ran or because
 * the server died before it could send the rest.
 */
public record WalHarvest(WalArchive archive, Path dataDirectory) {

  /** Stores each segment of the range that the archive lacks; false when one is nowhere. */
  public boolean store(Segment first, Segment last) throws IOException {
    var stored = archive.segments();
    for (var segment = first; segment.number() <= last.number(); segment = segment.next()) {
      if (!stored.containsKey(segment.toString()) && !storeWhole(segment)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Stores what a stopped server left of one timeline beyond what is stored already, and the files
   * that say how its timelines hang together.
   */
  public void storeRest(int timeline) throws IOException {
    storeHistories();
    var stored = archive.segments();
    var left = left(timeline);
    for (var segment : left) {
      // Looked for one by one: a backup stores the segments it needs before those that came
      // earlier.
      if (stored.containsKey(segment.toString())) {
        continue;
      }
      var content = Files.readAllBytes(folder().resolve(segment.toString()));
      if (segment.equals(left.getLast())) {
        archive.putOnePiece(segment, content, content.length);
      } else {
        archive.putSegment(segment, content);
      }
    }
  }

  /** Files that hold what their names say: others were made ready for later and never written. */
  private List<Segment> left(int timeline) throws IOException {
    var found = new ArrayList<Segment>();
    try (var files = Files.newDirectoryStream(folder())) {
      for (var file : files) {
        var segment = Segment.parse(file.getFileName().toString(), archive.segmentSize());
        if (segment.isPresent()
            && segment.get().timeline() == timeline
            && pageAddress(file).equals(segment.get().start())) {
          found.add(segment.get());
        }
      }
    }
    found.sort(Comparator.comparingLong(Segment::number));
    return found;
  }

  private static Lsn pageAddress(Path file) throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
      var header = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
      channel.read(header, 0);
      return new Lsn(header.getLong(8));
    }
  }

  public void storeHistories() throws IOException {
    try (var files = Files.newDirectoryStream(folder(), "*.history")) {
      for (var file : files) {
        var timeline = Integer.parseUnsignedInt(file.getFileName().toString(), 0, 8, 16);
        archive.putHistory(timeline, Files.readAllBytes(file));
      }
    }
  }

  private boolean storeWhole(Segment segment) throws IOException {
    try {
      archive.putSegment(segment, Files.readAllBytes(folder().resolve(segment.toString())));
      return true;
    } catch (NoSuchFileException recycled) {
      return archive.segments().containsKey(segment.toString());
    }
  }

  private Path folder() {
    return dataDirectory.resolve("pg_wal");
  }
}
