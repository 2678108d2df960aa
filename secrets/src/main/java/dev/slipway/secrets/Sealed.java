package dev.slipway.secrets;

import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A sealed value as it is stored: {@code s1:<key>:<base64>}. The key's number is in front, so that
 * one {@code LIKE} finds what is still under an old key.
 */
public record Sealed(String text) {
  private static final Pattern TEXT = Pattern.compile("s1:[0-9a-f]{8}:[A-Za-z0-9_-]+");

  public Sealed {
    if (!TEXT.matcher(text).matches()) {
      throw new IllegalArgumentException("not a sealed value (" + text.length() + " characters)");
    }
  }

  static Sealed of(int key, String base64) {
    return new Sealed(prefix(key) + base64);
  }

  /** What the text of everything that is sealed under this key starts with. */
  public static String prefix(int key) {
    return "s1:" + HexFormat.of().toHexDigits(key) + ":";
  }

  public int key() {
    return HexFormat.fromHexDigits(text, 3, 11);
  }

  String base64() {
    return text.substring(12);
  }

  @Override
  public String toString() {
    return prefix(key()) + "…";
  }
}
