package dev.slipway.kit;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An amount of memory or disk. Written as {@code 512MB} or {@code 512MiB}: both mean powers of
 * 1024, as PostgreSQL and people who size machines mean them.
 */
public record ByteSize(long bytes) implements Comparable<ByteSize> {
  private static final Pattern TEXT =
      Pattern.compile("(\\d{1,15}(?:\\.\\d{1,3})?) ?([KMGT]?)(?:i?B)?", Pattern.CASE_INSENSITIVE);
  private static final String UNITS = "KMGT";

  public ByteSize {
    if (bytes < 0) {
      throw new IllegalArgumentException("a size can't be negative: " + bytes);
    }
  }

  public static ByteSize ofMebibytes(long count) {
    return new ByteSize(Math.multiplyExact(count, 1L << 20));
  }

  /** Reads {@code 512MB}, {@code 2 GiB}, {@code 1.5G}, {@code 4096}; empty for anything else. */
  public static Optional<ByteSize> parse(String text) {
    var match = TEXT.matcher(text);
    if (!match.matches()) {
      return Optional.empty();
    }
    var unit = match.group(2).toUpperCase(Locale.ROOT);
    var factor = unit.isEmpty() ? 1L : 1L << (10 * (UNITS.indexOf(unit) + 1));
    var bytes = Double.parseDouble(match.group(1)) * factor;
    return bytes > Long.MAX_VALUE ? Optional.empty() : Optional.of(new ByteSize((long) bytes));
  }

  /** As a person reads it: 812 B, 4.0 MB, 48.0 GB. */
  public String human() {
    if (bytes < 1024) {
      return bytes + " B";
    }
    double amount = bytes;
    var unit = -1;
    while (amount >= 1024 && unit < UNITS.length() - 1) {
      amount /= 1024;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f %cB", amount, UNITS.charAt(unit));
  }

  @Override
  public int compareTo(ByteSize other) {
    return Long.compare(bytes, other.bytes);
  }
}
