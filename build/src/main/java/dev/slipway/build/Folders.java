package dev.slipway.build;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whole folders: laid out, deleted. */
final class Folders {
  private static final String EVERYBODY_PASSES = "rwxr-xr-x";

  private Folders() {}

  static Path passable(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(EVERYBODY_PASSES));
    return folder;
  }

  static void lay(List<SourceFile> files, Path root) throws IOException {
    for (var file : files) {
      var path = root.resolve(file.path()).normalize();
      if (!path.startsWith(root)) {
        throw new IOException(file.path() + " leads out of the source");
      }
      Files.createDirectories(path.getParent() == null ? root : path.getParent());
      try (var in = file.content().open()) {
        if (file.kind() == SourceFile.Kind.LINK) {
          var target = new String(in.readAllBytes(), StandardCharsets.UTF_8);
          Files.createSymbolicLink(path, Path.of(target));
        } else {
          Files.copy(in, path);
          Files.setPosixFilePermissions(
              path,
              PosixFilePermissions.fromString(
                  file.kind() == SourceFile.Kind.EXECUTABLE ? EVERYBODY_PASSES : "rw-r--r--"));
        }
      }
    }
  }

  /** Deletes what is in it too, even where it may not be written; links are never followed. */
  static void delete(Path root) throws IOException {
    if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e)
              throws IOException {
            if (e != null) {
              throw e;
            }
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
