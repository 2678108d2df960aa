package dev.slipway.edge.head;

import java.util.Arrays;

/**
 * A path as it is meant: percent-encoding decoded once, empty parts and dots resolved. Paths that
 * climb above the root, or hide a zero byte, are refused.
 */
final class PlainPath {
  private PlainPath() {}

  /** Whether there is nothing to decode or resolve. */
  static boolean isPlain(byte[] bytes, int from, int to) {
    for (var at = from; at < to; at++) {
      var c = bytes[at];
      if (c == '%' || c == '\\') {
        return false;
      }
      if (c == '/' && at + 1 < to && (bytes[at + 1] == '/' || bytes[at + 1] == '.')) {
        return false;
      }
    }
    return true;
  }

  static byte[] of(byte[] bytes, int from, int to) {
    var decoded = decode(bytes, from, to);
    var plain = new byte[decoded.length + 1];
    var length = 0;
    var at = 0;
    while (at < decoded.length) {
      while (at < decoded.length && decoded[at] == '/') {
        at++;
      }
      var end = at;
      while (end < decoded.length && decoded[end] != '/') {
        end++;
      }
      if (isDots(decoded, at, end, 2)) {
        length = parent(plain, length);
      } else if (end > at && !isDots(decoded, at, end, 1)) {
        plain[length++] = '/';
        System.arraycopy(decoded, at, plain, length, end - at);
        length += end - at;
      }
      at = end;
    }
    if (length == 0 || decoded[decoded.length - 1] == '/') {
      plain[length++] = '/';
    }
    return Arrays.copyOf(plain, length);
  }

  private static byte[] decode(byte[] bytes, int from, int to) {
    var decoded = new byte[to - from];
    var length = 0;
    for (var at = from; at < to; at++) {
      var c = bytes[at];
      if (c == '%') {
        var whole = at + 2 < to;
        var high = whole ? Characters.hex(bytes[at + 1]) : -1;
        var low = whole ? Characters.hex(bytes[at + 2]) : -1;
        if (high < 0 || low < 0) {
          throw new BadHead(400, "the path has a malformed percent-encoding");
        }
        c = (byte) (high * 16 + low);
        at += 2;
      }
      if (c == 0 || c == '\\') {
        throw new BadHead(400, "the path has a character that no path has");
      }
      decoded[length++] = c;
    }
    return Arrays.copyOf(decoded, length);
  }

  private static boolean isDots(byte[] bytes, int from, int to, int count) {
    if (to - from != count) {
      return false;
    }
    for (var at = from; at < to; at++) {
      if (bytes[at] != '.') {
        return false;
      }
    }
    return true;
  }

  private static int parent(byte[] plain, int length) {
    if (length == 0) {
      throw new BadHead(400, "the path climbs above the root");
    }
    var at = length - 1;
    while (plain[at] != '/') {
      at--;
    }
    return at;
  }
}
