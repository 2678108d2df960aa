package dev.slipway.server;

import dev.slipway.kit.Ids;
import dev.slipway.kit.Problem;
import dev.slipway.kit.StateFile;
import dev.slipway.kit.UnprivilegedUser;
import dev.slipway.postmaster.Postmaster;
import dev.slipway.protocol.home.DataDirectory;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The data directory while we hold it. The lock is the kernel's: it can't outlive the process, so
 * there is never a stale one to clear away.
 */
final class Premises implements AutoCloseable {
  private static final int TOKEN_CHARACTERS = 40;
  private static final Path SYSTEM_YARDS = Path.of("/var/lib/slipway");

  private final DataDirectory directory;
  private final FileChannel lockFile;
  private final FileLock lock;

  private Premises(DataDirectory directory, FileChannel lockFile, FileLock lock) {
    this.directory = directory;
    this.lockFile = lockFile;
    this.lock = lock;
  }

  static Premises hold(DataDirectory directory) {
    try {
      Files.createDirectories(directory.path());
      // Others may pass through, to reach what is theirs below, but can't look around.
      Files.setPosixFilePermissions(
          directory.path(),
          PosixFilePermissions.fromString(
              UnprivilegedUser.weAreRoot() ? "rwx--x--x" : "rwx------"));
      var file =
          FileChannel.open(
              directory.lock(),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      var lock = file.tryLock();
      if (lock == null) {
        file.close();
        throw inUse(directory);
      }
      file.truncate(0);
      file.write(
          java.nio.ByteBuffer.wrap(
              Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)));
      return new Premises(directory, file, lock);
    } catch (IOException e) {
      throw Problem.of(
              Problem.Kind.UNAVAILABLE,
              "SLIP-2201",
              directory.path() + ": the data directory can't be used: " + e,
              "check its owner and the disk's space, or name another with --data")
          .exception(e);
    }
  }

  private static RuntimeException inUse(DataDirectory directory) throws IOException {
    var holder = Files.readString(directory.lock()).strip();
    return Problem.of(
            Problem.Kind.CONFLICT,
            "SLIP-2202",
            directory.path() + " is held by another control plane, process " + holder,
            "slipway down stops it; --data names another data directory")
        .exception();
  }

  DataDirectory directory() {
    return directory;
  }

  /** The token that lets the owner's command line in; made once. */
  String token() {
    return writtenOnce(directory.token());
  }

  /** Tells this control plane, over its restarts, from others on the same store. */
  String place() {
    return writtenOnce(directory.path().resolve("place"));
  }

  private static String writtenOnce(Path path) {
    var file = new StateFile(path);
    try {
      var known = file.read().map(String::strip).orElse("");
      if (!known.isEmpty()) {
        return known;
      }
      var fresh = Ids.secret(TOKEN_CHARACTERS);
      file.write(fresh + "\n");
      return fresh;
    } catch (IOException e) {
      throw Problem.of(
              Problem.Kind.UNAVAILABLE,
              "SLIP-2203",
              file.path() + " can't be read or written: " + e.getMessage(),
              "check the folder's owner and the disk's space")
          .exception(e);
    }
  }

  /**
   * Where clusters, artefacts and instances live: below the data directory, unless we are root and
   * those who run them could not reach it there (root's home is closed to everybody else).
   */
  Path yard() {
    try {
      var inside = directory.path().resolve("yard");
      var user = Postmaster.runsAs();
      var pointer = new StateFile(directory.path().resolve("yard.path"));
      var known = pointer.read();
      if (known.isPresent()) {
        return open(Path.of(known.get().strip()));
      }
      var yard =
          user.isEmpty() || user.get().canReach(inside)
              ? inside
              : SYSTEM_YARDS.resolve(Ids.secret(12));
      pointer.write(yard + "\n");
      return open(yard);
    } catch (IOException e) {
      throw Problem.of(
              Problem.Kind.UNAVAILABLE,
              "SLIP-2204",
              directory.path() + ": no place for clusters and instances: " + e,
              "name a data directory that others may pass through, such as --data /var/lib/slipway/main")
          .exception(e);
    }
  }

  private static Path open(Path yard) throws IOException {
    Files.createDirectories(yard);
    if (UnprivilegedUser.weAreRoot()) {
      Files.setPosixFilePermissions(yard, PosixFilePermissions.fromString("rwx--x--x"));
    }
    return yard;
  }

  @Override
  public void close() throws IOException {
    lock.release();
    lockFile.close();
  }
}
