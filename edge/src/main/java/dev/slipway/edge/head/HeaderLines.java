package dev.slipway.edge.head;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The header lines of one head, found in place: where each name and value starts and ends. */
@SuppressWarnings("EnumOrdinal") // An array by ordinal is what makes asking for a field free.
public final class HeaderLines {
  /** More lines than this are an attack. */
  static final int MOST = 128;

  private static final Field[] FIELDS = Field.values();

  private final int[] nameStart = new int[MOST];
  private final int[] nameEnd = new int[MOST];
  private final int[] valueStart = new int[MOST];
  private final int[] valueEnd = new int[MOST];
  private final int[] lineEnd = new int[MOST];
  private final @Nullable Field[] field = new Field[MOST];

  /** The line of each field, or -1; of several, the last. */
  private final int[] lineOf = new int[FIELDS.length];

  private byte[] bytes = new byte[0];
  private int size;

  /**
   * Reads lines until the empty one.
   *
   * @return the index after the empty line, or -1 when the bytes end before it
   */
  int read(byte[] source, int from, int to) {
    bytes = source;
    size = 0;
    Arrays.fill(lineOf, -1);
    var at = from;
    while (true) {
      if (at >= to) {
        return -1;
      }
      if (source[at] == '\r') {
        if (at + 1 >= to) {
          return -1;
        }
        if (source[at + 1] != '\n') {
          throw new BadHead(400, "a carriage return stands alone");
        }
        return at + 2;
      }
      at = readLine(source, at, to);
      if (at < 0) {
        return -1;
      }
    }
  }

  private int readLine(byte[] source, int from, int to) {
    if (size == MOST) {
      throw new BadHead(431, "more than " + MOST + " header fields");
    }
    var at = from;
    while (at < to && Characters.token(source[at])) {
      at++;
    }
    if (at == to) {
      return -1;
    }
    if (source[at] != ':' || at == from) {
      throw new BadHead(400, "a header line is folded or its name is malformed");
    }
    var line = size;
    nameStart[line] = from;
    nameEnd[line] = at++;
    while (at < to && (source[at] == ' ' || source[at] == '\t')) {
      at++;
    }
    valueStart[line] = at;
    while (at < to && Characters.value(source[at])) {
      at++;
    }
    if (at + 1 >= to) {
      if (at < to && source[at] != '\r') {
        throw new BadHead(400, "a header value has a control character");
      }
      return -1;
    }
    if (source[at] != '\r' || source[at + 1] != '\n') {
      throw new BadHead(400, "a header value has a control character");
    }
    var end = at;
    while (end > valueStart[line] && (source[end - 1] == ' ' || source[end - 1] == '\t')) {
      end--;
    }
    valueEnd[line] = end;
    lineEnd[line] = at + 2;
    var known = Field.of(source, from, nameEnd[line]);
    field[line] = known;
    if (known != null) {
      lineOf[known.ordinal()] = line;
    }
    size++;
    return at + 2;
  }

  public int size() {
    return size;
  }

  /** The bytes that all positions point into. */
  public byte[] bytes() {
    return bytes;
  }

  public @Nullable Field field(int line) {
    return field[line];
  }

  /** The last line of this field, or -1. */
  public int line(Field wanted) {
    return lineOf[wanted.ordinal()];
  }

  public boolean has(Field wanted) {
    return lineOf[wanted.ordinal()] >= 0;
  }

  public int start(int line) {
    return nameStart[line];
  }

  public int nameEnd(int line) {
    return nameEnd[line];
  }

  public int valueStart(int line) {
    return valueStart[line];
  }

  public int valueEnd(int line) {
    return valueEnd[line];
  }

  /** The index after the line's end. */
  public int end(int line) {
    return lineEnd[line];
  }

  int count(Field wanted) {
    var count = 0;
    for (var line = 0; line < size; line++) {
      if (field[line] == wanted) {
        count++;
      }
    }
    return count;
  }

  /** The value as text, or null; makes an object, so not for what every request needs. */
  public @Nullable String text(Field wanted) {
    var line = line(wanted);
    return line < 0
        ? null
        : new String(
            bytes,
            valueStart[line],
            valueEnd[line] - valueStart[line],
            StandardCharsets.ISO_8859_1);
  }

  /** The value of the first field of this name, which is in lower case; null: there is none. */
  public @Nullable String text(String lowerName) {
    var name = lowerName.getBytes(StandardCharsets.US_ASCII);
    for (var line = 0; line < size; line++) {
      if (Characters.same(bytes, nameStart[line], nameEnd[line], name)) {
        return new String(
            bytes,
            valueStart[line],
            valueEnd[line] - valueStart[line],
            StandardCharsets.ISO_8859_1);
      }
    }
    return null;
  }

  public boolean valueIs(int line, byte[] lower) {
    return Characters.same(bytes, valueStart[line], valueEnd[line], lower);
  }

  /** Whether a comma-separated value names this token, whatever its case. */
  public boolean valueLists(int line, byte[] lower) {
    var at = valueStart[line];
    var end = valueEnd[line];
    while (at < end) {
      var comma = at;
      while (comma < end && bytes[comma] != ',') {
        comma++;
      }
      var from = at;
      var to = comma;
      while (from < to && (bytes[from] == ' ' || bytes[from] == '\t')) {
        from++;
      }
      while (to > from && (bytes[to - 1] == ' ' || bytes[to - 1] == '\t')) {
        to--;
      }
      if (Characters.same(bytes, from, to, lower)) {
        return true;
      }
      at = comma + 1;
    }
    return false;
  }
}
