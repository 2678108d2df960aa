package dev.slipway.manifest.init;

import dev.slipway.manifest.tree.SourceText;
import dev.slipway.manifest.tree.TreeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A folder of sources, read sparingly: what is large, hidden or made by tools is passed over. */
final class SourceFolder {
  private static final Set<String> PASSED_OVER =
      Set.of(
          "node_modules",
          "target",
          "build",
          "dist",
          "out",
          "vendor",
          "venv",
          "env",
          "__pycache__",
          "site-packages",
          "coverage",
          "bin",
          "obj",
          "test",
          "tests",
          "__tests__",
          "docs",
          "examples",
          "fixtures");
  private static final int MOST_FILES = 4_000;
  private static final long LARGEST = 256 << 10;

  private final Path root;
  private final List<Path> files;

  SourceFolder(Path root) throws IOException {
    this.root = root;
    this.files = list(root);
  }

  private static List<Path> list(Path root) throws IOException {
    var found = new ArrayList<Path>();
    Files.walkFileTree(
        root,
        Set.of(),
        7,
        new java.nio.file.SimpleFileVisitor<>() {
          @Override
          public java.nio.file.FileVisitResult preVisitDirectory(
              Path folder, java.nio.file.attribute.BasicFileAttributes attributes) {
            var name = String.valueOf(folder.getFileName());
            var passed =
                !folder.equals(root) && (PASSED_OVER.contains(name) || name.startsWith("."));
            return passed
                ? java.nio.file.FileVisitResult.SKIP_SUBTREE
                : java.nio.file.FileVisitResult.CONTINUE;
          }

          @Override
          public java.nio.file.FileVisitResult visitFile(
              Path file, java.nio.file.attribute.BasicFileAttributes attributes) {
            if (attributes.isRegularFile()) {
              found.add(root.relativize(file));
            }
            return found.size() < MOST_FILES
                ? java.nio.file.FileVisitResult.CONTINUE
                : java.nio.file.FileVisitResult.TERMINATE;
          }

          @Override
          public java.nio.file.FileVisitResult visitFileFailed(Path file, IOException unreadable) {
            return java.nio.file.FileVisitResult.CONTINUE;
          }
        });
    // The order of a folder is the file system's own: the result must not depend on it.
    return found.stream()
        .sorted(Comparator.comparingInt(Path::getNameCount).thenComparing(Path::toString))
        .toList();
  }

  Path root() {
    return root;
  }

  /** All files, shallow ones first. */
  List<Path> files() {
    return files;
  }

  /** The folders that have a file of this name, as paths from the root. */
  Set<String> foldersWith(String fileName) {
    var folders = new LinkedHashSet<String>();
    files.stream()
        .filter(file -> file.getFileName().toString().equals(fileName))
        .forEach(file -> folders.add(folderOf(file)));
    return folders;
  }

  static String folderOf(Path file) {
    var parent = file.getParent();
    return parent == null ? "." : parent.toString().replace('\\', '/');
  }

  boolean has(String folder, String name) {
    return Files.exists(root.resolve(folder).resolve(name));
  }

  /** A file's text; empty where there is none, or none that could be read as one. */
  String text(String folder, String name) {
    return text(Path.of(folder).resolve(name).normalize());
  }

  String text(Path file) {
    var path = root.resolve(file);
    try {
      return Files.isRegularFile(path) && Files.size(path) <= LARGEST
          ? SourceText.decode(Files.readAllBytes(path))
          : "";
    } catch (IOException | TreeException unreadable) {
      return "";
    }
  }

  /** The files below a folder with an ending, not more than is needed to see what they are. */
  List<Path> below(String folder, String ending) {
    var start = folder.equals(".") ? "" : folder + "/";
    return files.stream()
        .filter(
            file ->
                file.toString().replace('\\', '/').startsWith(start)
                    && file.toString().endsWith(ending))
        .limit(300)
        .toList();
  }

  /** The path that sources answer health on, if they name one. */
  Optional<String> healthPath(String folder, String... endings) {
    var pattern =
        Pattern.compile(
            "[\"'`(](/?(?:api/)?(?:health/ready|healthz|readyz|health|health-check|healthcheck|up|status/health))/?[\"'`)]");
    var found = new ArrayList<String>();
    for (var ending : endings) {
      for (var file : below(folder, ending)) {
        var match = pattern.matcher(text(file));
        while (match.find()) {
          found.add(match.group(1).startsWith("/") ? match.group(1) : "/" + match.group(1));
        }
      }
    }
    return found.stream()
        .filter(path -> path.endsWith("ready"))
        .findFirst()
        .or(() -> found.stream().findFirst());
  }
}
