package dev.slipway.build;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * SHA-256 over files in the order of their paths: path, kind and content, and nothing that differs
 * from one checkout to the next such as times and owners.
 */
final class Digests {
  private Digests() {}

  static String of(List<SourceFile> files) throws IOException {
    var whole = sha256();
    for (var file : files.stream().sorted().toList()) {
      whole.update(
          (file.kind() + " " + file.path() + "\0" + of(file.content()) + "\n")
              .getBytes(StandardCharsets.UTF_8));
    }
    return "sha256:" + HexFormat.of().formatHex(whole.digest());
  }

  static String of(SourceFile.Content content) throws IOException {
    var digest = sha256();
    try (InputStream in = new DigestInputStream(content.open(), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  static String of(String text) {
    try {
      return of(() -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory can always be read", e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
