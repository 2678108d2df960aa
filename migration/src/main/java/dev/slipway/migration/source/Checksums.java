package dev.slipway.migration.source;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.CRC32;

/** The checksums that the tools keep, computed exactly as they do. */
public final class Checksums {
  private Checksums() {}

  /** Prisma's and ours: over the file as it is. */
  public static String sha256(String content) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(content.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Flyway's: CRC-32 over the lines without their ends, and without a byte order mark. */
  public static int flyway(String content) {
    var crc = new CRC32();
    var text = content.startsWith("\uFEFF") ? content.substring(1) : content;
    text.lines().forEach(line -> crc.update(line.getBytes(StandardCharsets.UTF_8)));
    return (int) crc.getValue();
  }
}
