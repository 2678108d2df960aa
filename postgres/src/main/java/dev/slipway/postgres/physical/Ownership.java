package dev.slipway.postgres.physical;

import dev.slipway.kit.UnprivilegedUser;
import dev.slipway.postmaster.Postmaster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/** Files and folders that PostgreSQL owns alone, whoever we are. */
public final class Ownership {
  /** Of a new file: nobody else may ever have looked into it. */
  public static final FileAttribute<Set<PosixFilePermission>> FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private static final FileAttribute<Set<PosixFilePermission>> FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private final Optional<UnprivilegedUser> user = Postmaster.runsAs();

  public void makeFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectory(folder, FOLDER);
    }
    give(folder);
  }

  public void give(Path path) throws IOException {
    if (user.isPresent()) {
      user.get().own(path);
    }
  }

  /** A small file with the given text. */
  public void write(Path file, String text) throws IOException {
    if (!Files.exists(file)) {
      Files.createFile(file, FILE);
    }
    Files.writeString(file, text);
    give(file);
  }
}
