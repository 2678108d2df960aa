package dev.slipway.postgres.testing;

import dev.slipway.kit.ByteSize;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** A file system that shares blocks, in a file; for machines that let us mount one. */
public final class XfsMount implements AutoCloseable {
  private final Path image;
  private final Path folder;

  private XfsMount(Path image, Path folder) {
    this.image = image;
    this.folder = folder;
  }

  /** Empty where the tools or the rights are missing. */
  public static Optional<XfsMount> open(Path beside, ByteSize size) throws IOException {
    var image = beside.resolveSibling(beside.getFileName() + ".image");
    Files.createDirectories(beside);
    try (var file = new RandomAccessFile(image.toFile(), "rw")) {
      file.setLength(size.bytes());
    }
    var mount = new XfsMount(image, beside);
    if (run("mkfs.xfs", "-q", "-m", "reflink=1", image.toString())
        && run("mount", "-o", "loop", image.toString(), beside.toString())) {
      Files.setPosixFilePermissions(beside, PosixFilePermissions.fromString("rwxr-xr-x"));
      return Optional.of(mount);
    }
    Files.delete(image);
    return Optional.empty();
  }

  public Path folder() {
    return folder;
  }

  private static boolean run(String... command) {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException notThere) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    run("umount", folder.toString());
    Files.deleteIfExists(image);
  }
}
