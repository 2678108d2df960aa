package dev.slipway.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the databases of tests lie. Processes are killed here and machines are not, so what is in
 * memory is safe enough; half of a test's time was waiting for the disk.
 */
final class Disk {
  private static final Path MEMORY = Path.of("/dev/shm");
  private static final long ENOUGH = 8L << 30;

  private Disk() {}

  static Path quickest() throws IOException {
    var usual = Path.of(System.getProperty("java.io.tmpdir"));
    return Files.isWritable(MEMORY)
            && Files.getFileStore(MEMORY).getUsableSpace() > ENOUGH
            && programsMayRun()
        ? MEMORY
        : usual;
  }

  private static boolean programsMayRun() throws IOException {
    return Files.readAllLines(Path.of("/proc/mounts")).stream()
        .filter(mount -> mount.contains(" " + MEMORY + " "))
        .noneMatch(mount -> mount.contains("noexec"));
  }
}
