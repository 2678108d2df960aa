package dev.slipway.build;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The files of a folder. */
final class FolderFiles {
  private final Path root;
  private final List<SourceFile> found = new ArrayList<>();

  private FolderFiles(Path root) {
    this.root = root;
  }

  /** What belongs to the source: not git's own folder, and nothing that is to be ignored. */
  static List<SourceFile> source(Path root) throws IOException {
    var real = root.toRealPath();
    var files = new FolderFiles(real);
    files.collect(real, IgnoreRules.at(real));
    return files.found;
  }

  /** Everything, as a build left it. */
  static List<SourceFile> all(Path root) throws IOException {
    var files = new FolderFiles(root);
    try (var paths = Files.walk(root)) {
      for (var path : (Iterable<Path>) paths::iterator) {
        files.add(path);
      }
    }
    return files.found;
  }

  private void collect(Path folder, IgnoreRules rules) throws IOException {
    try (var entries = Files.newDirectoryStream(folder)) {
      for (var entry : entries) {
        var isFolder = Files.isDirectory(entry) && !Files.isSymbolicLink(entry);
        if (entry.getFileName().toString().equals(".git") || rules.ignores(entry, isFolder)) {
          continue;
        }
        if (isFolder) {
          collect(entry, rules.below(entry));
        } else {
          add(entry);
        }
      }
    }
  }

  private void add(Path file) throws IOException {
    var path = root.relativize(file).toString();
    if (Files.isSymbolicLink(file)) {
      var target = Files.readSymbolicLink(file).toString().getBytes(StandardCharsets.UTF_8);
      found.add(new SourceFile(path, SourceFile.Kind.LINK, () -> new ByteArrayInputStream(target)));
    } else if (Files.isRegularFile(file)) {
      var kind = Files.isExecutable(file) ? SourceFile.Kind.EXECUTABLE : SourceFile.Kind.PLAIN;
      found.add(new SourceFile(path, kind, () -> Files.newInputStream(file)));
    }
    // Sockets and pipes are of the moment: they belong to no source.
  }
}
