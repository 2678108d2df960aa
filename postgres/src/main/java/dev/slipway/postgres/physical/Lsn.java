package dev.slipway.postgres.physical;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.HexFormat;

/** A position in the write-ahead log, written as PostgreSQL writes it: {@code 16/B374D848}. */
public record Lsn(long bytes) implements Comparable<Lsn> {

  @JsonCreator
  public static Lsn parse(String text) {
    var slash = text.indexOf('/');
    if (slash < 1) {
      throw new IllegalArgumentException("not a position in the write-ahead log: " + text);
    }
    var high = HexFormat.fromHexDigitsToLong(text, 0, slash);
    var low = HexFormat.fromHexDigitsToLong(text, slash + 1, text.length());
    return new Lsn(high << 32 | low);
  }

  public Lsn plus(long more) {
    return new Lsn(bytes + more);
  }

  public boolean isBefore(Lsn other) {
    return compareTo(other) < 0;
  }

  @Override
  public int compareTo(Lsn other) {
    return Long.compareUnsigned(bytes, other.bytes);
  }

  @JsonValue
  @Override
  public String toString() {
    return Long.toHexString(bytes >>> 32).toUpperCase(java.util.Locale.ROOT)
        + "/"
        + Long.toHexString(bytes & 0xFFFF_FFFFL).toUpperCase(java.util.Locale.ROOT);
  }
}
