package dev.slipway.access.audit;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The hash of an entry: 64 hexadecimal digits of SHA-256. */
public record Digest(String hex) {
  /** What the first entry of all names as the one before it. */
  public static final Digest NONE = new Digest("0".repeat(64));

  public Digest {
    if (!hex.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("not a SHA-256: " + hex);
    }
  }

  static Digest of(byte[] content) {
    try {
      return ofBytes(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static Digest ofBytes(byte[] hash) {
    return new Digest(HexFormat.of().formatHex(hash));
  }

  byte[] bytes() {
    return HexFormat.of().parseHex(hex);
  }

  /** The first digits, as a person compares them. */
  public String brief() {
    return hex.substring(0, 12);
  }
}
