package dev.slipway.walls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The checkout that the tests read. */
final class Repository {
  static final Path ROOT = findRoot();

  private Repository() {}

  private static Path findRoot() {
    var folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("ARCHITECTURE.md"))) {
      folder = folder.getParent();
    }
    return folder;
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The Java files of our own: of a room, or of all rooms and examples. */
  static List<Path> javaFiles(Path below) {
    if (!Files.isDirectory(below)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(below)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !isGenerated(file))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isGenerated(Path file) {
    for (var name : ROOT.relativize(file)) {
      if (name.toString().equals("target") || name.toString().equals("node_modules")) {
        return true;
      }
    }
    return false;
  }
}
