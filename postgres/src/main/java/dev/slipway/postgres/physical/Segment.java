package dev.slipway.postgres.physical;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A file of the write-ahead log: the timeline, and which of the equally long pieces it is.
 *
 * @param size bytes of each piece, 16 MiB unless the cluster was made otherwise
 */
public record Segment(int timeline, long number, int size) {
  private static final Pattern NAME = Pattern.compile("[0-9A-F]{24}");

  public static Segment holding(int timeline, Lsn position, int size) {
    return new Segment(timeline, Long.divideUnsigned(position.bytes(), size), size);
  }

  /** Reads a file name of {@code pg_wal}; empty for anything else that lies there. */
  public static Optional<Segment> parse(String name, int size) {
    if (!NAME.matcher(name).matches()) {
      return Optional.empty();
    }
    var perHigh = 0x1_0000_0000L / size;
    var high = Long.parseLong(name, 8, 16, 16);
    var low = Long.parseLong(name, 16, 24, 16);
    return Optional.of(
        new Segment(Integer.parseUnsignedInt(name, 0, 8, 16), high * perHigh + low, size));
  }

  public Lsn start() {
    return new Lsn(number * size);
  }

  public Lsn end() {
    return new Lsn((number + 1) * size);
  }

  public Segment next() {
    return new Segment(timeline, number + 1, size);
  }

  public Segment previous() {
    return new Segment(timeline, number - 1, size);
  }

  /** The file's name as PostgreSQL has it. */
  @Override
  public String toString() {
    var perHigh = 0x1_0000_0000L / size;
    return String.format(Locale.ROOT, "%08X%08X%08X", timeline, number / perHigh, number % perHigh);
  }
}
