package dev.slipway.edge.gate;

import dev.slipway.edge.head.Field;
import dev.slipway.edge.head.HeaderLines;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Finds one cookie in a request without reading the others. */
public final class Cookies {
  private Cookies() {}

  /** The value of the first cookie of this name, or null. */
  public static @Nullable String value(HeaderLines lines, String name) {
    for (var line = 0; line < lines.size(); line++) {
      if (lines.field(line) == Field.COOKIE) {
        var found = value(lines.bytes(), lines.valueStart(line), lines.valueEnd(line), name);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  private static @Nullable String value(byte[] bytes, int from, int to, String name) {
    var at = from;
    while (at < to) {
      while (at < to && (bytes[at] == ' ' || bytes[at] == ';')) {
        at++;
      }
      var end = at;
      while (end < to && bytes[end] != ';') {
        end++;
      }
      var value = at + name.length() + 1;
      if (value <= end && bytes[value - 1] == '=' && matches(bytes, at, name)) {
        return new String(bytes, value, end - value, StandardCharsets.ISO_8859_1);
      }
      at = end;
    }
    return null;
  }

  private static boolean matches(byte[] bytes, int from, String name) {
    for (var i = 0; i < name.length(); i++) {
      if (bytes[from + i] != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
