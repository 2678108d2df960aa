package dev.slipway.postgres.repository;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Objects as files of a folder: written aside, synced, renamed. */
public final class FolderStore implements ObjectStore {
  private static final String ASIDE = ".writing";

  private final Path root;
  private final AtomicLong number = new AtomicLong();
  private final Set<Path> folders = ConcurrentHashMap.newKeySet();

  public FolderStore(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  @Override
  public void put(String name, byte[] content, int length) throws IOException {
    var path = root.resolve(name);
    var folder = Objects.requireNonNull(path.getParent());
    makeFolder(folder);
    var aside =
        folder.resolve(ProcessHandle.current().pid() + "-" + number.incrementAndGet() + ASIDE);
    try {
      write(aside, content, length);
      Files.move(aside, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      // A disk that is full should not be kept full by what did not fit.
      Files.deleteIfExists(aside);
      throw e;
    }
    sync(folder);
  }

  @Override
  public boolean putIfAbsent(String name, byte[] content) throws IOException {
    var path = root.resolve(name);
    var folder = Objects.requireNonNull(path.getParent());
    makeFolder(folder);
    var aside =
        folder.resolve(ProcessHandle.current().pid() + "-" + number.incrementAndGet() + ASIDE);
    try {
      write(aside, content, content.length);
      Files.createLink(path, aside);
      return true;
    } catch (FileAlreadyExistsException taken) {
      return false;
    } finally {
      Files.deleteIfExists(aside);
    }
  }

  private static void write(Path file, byte[] content, int length) throws IOException {
    try (var channel =
        FileChannel.open(
            file,
            Set.of(
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      var buffer = ByteBuffer.wrap(content, 0, length);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(false);
    }
  }

  private void makeFolder(Path folder) throws IOException {
    if (!folders.contains(folder)) {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      sync(Objects.requireNonNull(folder.getParent()));
      folders.add(folder);
    }
  }

  /** A new name is durable only once the folder that holds it is synced. */
  private static void sync(Path folder) throws IOException {
    try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  @Override
  public Optional<byte[]> get(String name) throws IOException {
    try {
      return Optional.of(Files.readAllBytes(root.resolve(name)));
    } catch (NoSuchFileException missing) {
      return Optional.empty();
    }
  }

  @Override
  public byte[] range(String name, long from, int length) throws IOException {
    var content = new byte[length];
    var buffer = ByteBuffer.wrap(content);
    try (var channel = FileChannel.open(root.resolve(name), StandardOpenOption.READ)) {
      while (buffer.hasRemaining()) {
        if (channel.read(buffer, from + buffer.position()) < 0) {
          throw new EOFException(
              name + ": ends at " + channel.size() + ", before " + (from + length));
        }
      }
    }
    return content;
  }

  @Override
  public List<Entry> list(String prefix) throws IOException {
    var slash = prefix.lastIndexOf('/');
    var start = slash < 0 ? root : root.resolve(prefix.substring(0, slash));
    var found = new ArrayList<Entry>();
    if (!Files.isDirectory(start)) {
      return found;
    }
    Files.walkFileTree(
        start,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            var name = root.relativize(file).toString();
            if (name.startsWith(prefix) && !name.endsWith(ASIDE)) {
              found.add(
                  new Entry(name, attributes.size(), attributes.lastModifiedTime().toInstant()));
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw e;
          }
        });
    found.sort(Comparator.comparing(Entry::name));
    return found;
  }

  @Override
  public void delete(String name) throws IOException {
    Files.deleteIfExists(root.resolve(name));
  }

  @Override
  public String toString() {
    return root.toString();
  }
}
