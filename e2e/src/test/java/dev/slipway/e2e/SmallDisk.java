package dev.slipway.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A file system of its own that can be made full, where we may mount one; else just a folder. */
final class SmallDisk implements AutoCloseable {
  private static final String ROOMY = "size=8g";
  private static final long LEFT_WHEN_FULL = 64 << 20;

  private final Path folder;
  private final boolean mounted;

  private SmallDisk(Path folder, boolean mounted) {
    this.folder = folder;
    this.mounted = mounted;
  }

  static SmallDisk make() {
    try {
      var folder =
          Files.createTempDirectory(
              "slipway-e2e-",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
      return new SmallDisk(
          folder,
          run("mount", "-t", "tmpfs", "-o", ROOMY + ",mode=755", "tmpfs", folder.toString()));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  Path folder() {
    return folder;
  }

  boolean canBeFilled() {
    return mounted;
  }

  void fill() throws IOException {
    var store = Files.getFileStore(folder);
    var used = store.getTotalSpace() - store.getUsableSpace();
    resize("size=" + (used + LEFT_WHEN_FULL));
  }

  void empty() throws IOException {
    if (mounted) {
      resize(ROOMY);
    }
  }

  private void resize(String size) throws IOException {
    if (!run("mount", "-o", "remount," + size, folder.toString())) {
      throw new IOException(folder + " can't be made another " + size);
    }
  }

  private static boolean run(String... words) throws IOException {
    try {
      return new ProcessBuilder(words).redirectErrorStream(true).start().waitFor() == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    if (mounted) {
      run("umount", "-l", folder.toString());
    }
    Files.deleteIfExists(folder);
  }
}
