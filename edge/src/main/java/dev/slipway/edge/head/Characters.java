package dev.slipway.edge.head;

/** Which bytes may stand where, after RFC 9110 and 9112. */
public final class Characters {
  private static final boolean[] TOKEN = new boolean[256];
  private static final boolean[] VALUE = new boolean[256];
  private static final boolean[] TARGET = new boolean[256];
  private static final byte[] LOWER = new byte[256];

  static {
    for (var c = 0; c < 256; c++) {
      var letterOrDigit = c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
      TOKEN[c] = letterOrDigit || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
      VALUE[c] = c == '\t' || c >= ' ' && c != 0x7f;
      TARGET[c] = c > ' ' && c != 0x7f && c != '#';
      LOWER[c] = (byte) (c >= 'A' && c <= 'Z' ? c + 32 : c);
    }
  }

  private Characters() {}

  static boolean token(byte b) {
    return TOKEN[b & 0xff];
  }

  static boolean value(byte b) {
    return VALUE[b & 0xff];
  }

  static boolean target(byte b) {
    return TARGET[b & 0xff];
  }

  /** ASCII letters in lower case, every other byte as it is. */
  public static byte lower(byte b) {
    return LOWER[b & 0xff];
  }

  /** Whether the bytes are this text, whatever its case; the text is in lower case. */
  public static boolean same(byte[] bytes, int from, int to, byte[] lower) {
    if (to - from != lower.length) {
      return false;
    }
    for (var i = 0; i < lower.length; i++) {
      if (LOWER[bytes[from + i] & 0xff] != lower[i]) {
        return false;
      }
    }
    return true;
  }

  /** The value of a hexadecimal digit, or -1. */
  static int hex(byte b) {
    if (b >= '0' && b <= '9') {
      return b - '0';
    }
    var lower = b | 0x20;
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
  }
}
