package dev.slipway.runtime.process;

import dev.slipway.kit.StateFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Puts the supervisor's script where instances are. A shell reads its script while it runs it, so
 * one that is in use never changes: each version has a name of its own.
 */
final class SupervisorScript {
  private static final String NAME = "supervise.sh";
  private static final int DIGITS = 12;

  private SupervisorScript() {}

  static Path install(Path home) throws IOException {
    byte[] text;
    try (var in = SupervisorScript.class.getResourceAsStream(NAME)) {
      if (in == null) {
        throw new FileNotFoundException(NAME + " is missing in the jar");
      }
      text = in.readAllBytes();
    }
    var script = home.resolve("supervise-" + digest(text) + ".sh");
    if (!Files.exists(script)) {
      new StateFile(script).write(text);
    }
    return script;
  }

  private static String digest(byte[] text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(text);
      return HexFormat.of().formatHex(digest).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
