package dev.slipway.postmaster;

import dev.slipway.kit.Problem;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * Unpacks the PostgreSQL that is on the class path. It is unpacked aside and renamed, so that a
 * folder with the final name is always whole; its name has the archive's digest, so that another
 * version is another folder.
 */
final class BundledBinaries {
  private BundledBinaries() {}

  static Path unpackedInto(Path cache) {
    var archive = archiveName();
    try {
      Files.createDirectories(cache);
      var folder = cache.resolve("postgres-" + digest(archive).substring(0, 16));
      if (Files.isExecutable(folder.resolve("bin/postgres"))) {
        return folder;
      }
      unpackUnderLock(archive, cache, folder);
      return folder;
    } catch (IOException e) {
      throw Problem.of(
              Problem.Kind.UNAVAILABLE,
              "SLIP-2104",
              cache + ": the bundled PostgreSQL can't be unpacked: " + e.getMessage(),
              "make room there (60 MB) or name another folder with SLIPWAY_CACHE")
          .exception(e);
    }
  }

  /** Two servers that start at once unpack once. */
  private static void unpackUnderLock(String archive, Path cache, Path folder) throws IOException {
    synchronized (BundledBinaries.class) {
      try (var file =
              FileChannel.open(
                  cache.resolve("unpack.lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          var lock = file.lock()) {
        if (!lock.isValid() || Files.isExecutable(folder.resolve("bin/postgres"))) {
          return;
        }
        var aside = cache.resolve(folder.getFileName() + ".unpacking");
        Trees.delete(aside);
        try (var tar =
            new TarArchiveInputStream(
                new XZInputStream(new BufferedInputStream(open(archive), 1 << 16)))) {
          unpack(tar, aside);
        }
        Files.move(aside, folder, StandardCopyOption.ATOMIC_MOVE);
      }
    }
  }

  private static void unpack(TarArchiveInputStream tar, Path into) throws IOException {
    Files.createDirectories(into);
    for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
      var path = into.resolve(entry.getName()).normalize();
      if (!path.startsWith(into)) {
        throw new IOException("the archive has a path outside of it: " + entry.getName());
      }
      if (entry.isDirectory()) {
        Files.createDirectories(path);
        continue;
      }
      Files.createDirectories(path.getParent());
      if (entry.isSymbolicLink()) {
        link(path, entry.getLinkName());
        continue;
      }
      Files.copy(tar, path, StandardCopyOption.REPLACE_EXISTING);
      var executable = (entry.getMode() & 0100) != 0;
      Files.setPosixFilePermissions(
          path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }
  }

  private static void link(Path path, String target) throws IOException {
    try {
      Files.createSymbolicLink(path, Path.of(target));
    } catch (FileAlreadyExistsException twice) {
      Files.delete(path);
      Files.createSymbolicLink(path, Path.of(target));
    }
  }

  private static String archiveName() {
    var machine = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    var name =
        switch (machine) {
          case "amd64", "x86_64" -> "/postgres-linux-x86_64.txz";
          case "aarch64", "arm64" -> "/postgres-linux-arm_64.txz";
          default -> "";
        };
    if (name.isEmpty() || BundledBinaries.class.getResource(name) == null) {
      throw Problem.of(
              Problem.Kind.UNAVAILABLE,
              "SLIP-2105",
              "no PostgreSQL is bundled for this machine (" + machine + ")",
              "install PostgreSQL 15 or later and name it with SLIPWAY_POSTGRES")
          .exception();
    }
    return name;
  }

  private static InputStream open(String archive) throws IOException {
    var stream = BundledBinaries.class.getResourceAsStream(archive);
    if (stream == null) {
      throw new IOException(archive + " is not on the class path");
    }
    return stream;
  }

  private static String digest(String archive) throws IOException {
    try (var stream = new DigestInputStream(open(archive), MessageDigest.getInstance("SHA-256"))) {
      stream.transferTo(java.io.OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(stream.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IOException(e);
    }
  }
}
