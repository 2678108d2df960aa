package dev.slipway.migration.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The text files of a folder of migrations, one level of folders deep, by relative path with
 * slashes. Read once, and in parallel: histories of thousands of files are common.
 */
record Folder(Path directory, Map<String, String> files) {

  static Folder empty(Path directory) {
    return new Folder(directory, Map.of());
  }

  static Folder read(Path directory) throws IOException {
    try (var paths = Files.walk(directory, 2)) {
      var wanted = paths.filter(Folder::isOfInterest).toList();
      var read =
          wanted.parallelStream()
              .collect(
                  Collectors.toConcurrentMap(
                      path -> directory.relativize(path).toString().replace('\\', '/'),
                      Folder::text));
      return new Folder(directory, new TreeMap<>(read));
    } catch (java.io.UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static boolean isOfInterest(Path path) {
    var name = String.valueOf(path.getFileName());
    return name.endsWith(".sql") || name.endsWith(".toml") || name.endsWith(".sql.conf");
  }

  private static String text(Path path) {
    try {
      return Files.readString(path, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(path + ": " + e.getMessage(), e);
    }
  }
}
