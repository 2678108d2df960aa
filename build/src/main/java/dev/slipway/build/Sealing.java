package dev.slipway.build;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes files of a build that nobody can change again: ours, readable by all, writable by none. A
 * file with several names gets content of its own, or a change in a cache would change it.
 */
final class Sealing extends SimpleFileVisitor<Path> {
  private static final Set<PosixFilePermission> READABLE =
      PosixFilePermissions.fromString("r--r--r--");
  private static final Set<PosixFilePermission> RUNNABLE =
      PosixFilePermissions.fromString("r-xr-xr-x");

  private final Path pattern;

  private Sealing(Path pattern) {
    this.pattern = pattern;
  }

  /**
   * @param pattern a folder of ours: what is sealed gets its owner
   */
  static void seal(Path root, Path pattern) throws IOException {
    Files.walkFileTree(root, new Sealing(pattern));
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
    if (attributes.isSymbolicLink()) {
      own(file);
      return FileVisitResult.CONTINUE;
    }
    if (!attributes.isRegularFile()) {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }
    if (!Integer.valueOf(1).equals(Files.getAttribute(file, "unix:nlink"))) {
      var aside = file.resolveSibling(file.getFileName() + ".sealing");
      Files.copy(file, aside, StandardCopyOption.COPY_ATTRIBUTES);
      Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
    own(file);
    var runnable = Files.getPosixFilePermissions(file).contains(PosixFilePermission.OWNER_EXECUTE);
    Files.setPosixFilePermissions(file, EnumSet.copyOf(runnable ? RUNNABLE : READABLE));
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e)
      throws IOException {
    if (e != null) {
      throw e;
    }
    own(folder);
    Files.setPosixFilePermissions(folder, RUNNABLE);
    return FileVisitResult.CONTINUE;
  }

  private void own(Path path) throws IOException {
    var ours = attributes(pattern).readAttributes();
    attributes(path).setOwner(ours.owner());
    attributes(path).setGroup(ours.group());
  }

  private static PosixFileAttributeView attributes(Path path) {
    return Objects.requireNonNull(
        Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS),
        "a POSIX file system");
  }
}
