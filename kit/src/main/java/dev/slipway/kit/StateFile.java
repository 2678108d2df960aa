package dev.slipway.kit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A small file that is always whole: written aside, synced, renamed, and the folder synced. A crash
 * leaves the old content or the new, and at worst a stray file whose name ends in {@code .new}.
 */
public final class StateFile {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private final Path path;

  public StateFile(Path path) {
    this.path = path;
  }

  public Path path() {
    return path;
  }

  public Optional<String> read() throws IOException {
    try {
      return Optional.of(Files.readString(path));
    } catch (NoSuchFileException missing) {
      return Optional.empty();
    }
  }

  /** Replaces the content; readable by the owner only. */
  public void write(String content) throws IOException {
    write(content.getBytes(StandardCharsets.UTF_8));
  }

  public void write(byte[] content) throws IOException {
    var folder = Objects.requireNonNull(path.toAbsolutePath().getParent(), "a file has a folder");
    var aside =
        path.resolveSibling(path.getFileName() + "." + ProcessHandle.current().pid() + ".new");
    try (var channel =
        FileChannel.open(
            aside,
            Set.of(
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(OWNER_ONLY))) {
      var bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(aside, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    sync(folder);
  }

  /** A rename is durable only once the folder that holds the name is synced. */
  private static void sync(Path folder) throws IOException {
    try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
