package dev.slipway.postmaster;

import dev.slipway.kit.UnprivilegedUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** Where the server's own words go, beside its data directory; the last run's words are kept. */
record ServerLog(Path file) {
  private static final int LAST_LINES = 5;

  void begin(Optional<UnprivilegedUser> user) throws IOException {
    if (Files.exists(file)) {
      Files.move(
          file,
          file.resolveSibling(file.getFileName() + ".1"),
          StandardCopyOption.REPLACE_EXISTING);
    }
    Files.createFile(file);
    if (user.isPresent()) {
      user.get().own(file);
    }
  }

  String lastWords() throws IOException {
    if (!Files.exists(file)) {
      return "none";
    }
    var lines = Files.readAllLines(file, java.nio.charset.StandardCharsets.ISO_8859_1);
    var from = Math.max(0, lines.size() - LAST_LINES);
    return lines.isEmpty() ? "none" : String.join(" | ", lines.subList(from, lines.size()));
  }
}
