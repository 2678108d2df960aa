package dev.slipway.access.credentials;

import java.io.ByteArrayOutputStream;

/** RFC 4648 without padding, as authenticator apps read and show secrets. */
final class Base32 {
  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private Base32() {}

  static String encode(byte[] bytes) {
    var text = new StringBuilder();
    var buffer = 0;
    var bits = 0;
    for (var next : bytes) {
      buffer = (buffer << 8) | (next & 0xff);
      bits += 8;
      while (bits >= 5) {
        bits -= 5;
        text.append(ALPHABET.charAt((buffer >>> bits) & 31));
      }
    }
    if (bits > 0) {
      text.append(ALPHABET.charAt((buffer << (5 - bits)) & 31));
    }
    return text.toString();
  }

  static byte[] decode(String text) {
    var bytes = new ByteArrayOutputStream();
    var buffer = 0;
    var bits = 0;
    for (var i = 0; i < text.length(); i++) {
      var next = text.charAt(i);
      var value = ALPHABET.indexOf(next);
      if (value < 0) {
        throw new IllegalArgumentException("not base 32: " + next);
      }
      buffer = (buffer << 5) | value;
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        bytes.write(buffer >>> bits);
      }
    }
    return bytes.toByteArray();
  }
}
