package dev.slipway.certificates;

import dev.slipway.certificates.Rows.Stored;
import dev.slipway.kit.Problem;
import dev.slipway.kit.StateFile;
import dev.slipway.protocol.edge.Certificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Certificates as files in the edge's folder: one folder for each certificate, so that a chain is
 * never seen beside the key of another. The edge needs keys in the clear, also when we are away.
 */
final class Installation {
  private final Path folder;

  Installation(Path folder) {
    this.folder = folder;
  }

  Certificate named(Stored one) {
    var place = place(one.host(), one.installed());
    return new Certificate(
        List.of(one.host()),
        place.resolve("chain.pem").toString(),
        place.resolve("key.pem").toString());
  }

  private Path place(String host, String fingerprint) {
    return of(host).resolve(fingerprint);
  }

  private Path of(String host) {
    return folder.resolve(host.replace('*', '_'));
  }

  boolean isThere(Stored one, String fingerprint) {
    var place = place(one.host(), fingerprint);
    return Files.isRegularFile(place.resolve("chain.pem"))
        && Files.isRegularFile(place.resolve("key.pem"));
  }

  void write(Stored one, String key) {
    var place = place(one.host(), one.fingerprint());
    try {
      Files.createDirectories(
          place,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      new StateFile(place.resolve("key.pem")).write(key);
      new StateFile(place.resolve("chain.pem")).write(one.chain());
    } catch (IOException e) {
      throw Problem.of(
              Problem.Kind.UNAVAILABLE,
              "SLIP-4022",
              place + ": the certificate of " + one.host() + " can't be written: " + e.getMessage(),
              "make room on the disk, and see who owns the folder")
          .exception(e);
    }
  }

  /** Removes what is of other certificates of the name. */
  void keepAlone(String host, Set<String> fingerprints) {
    var own = of(host);
    if (!Files.isDirectory(own)) {
      return;
    }
    try (var all = Files.list(own)) {
      for (var one : all.toList()) {
        if (!fingerprints.contains(one.getFileName().toString())) {
          remove(one);
        }
      }
    } catch (IOException e) {
      throw Problem.of(
              Problem.Kind.UNAVAILABLE,
              "SLIP-4022",
              own + ": older certificates can't be removed: " + e.getMessage(),
              "see who owns the folder")
          .exception(e);
    }
    if (fingerprints.isEmpty()) {
      var ignored = own.toFile().delete();
    }
  }

  private static void remove(Path place) throws IOException {
    try (var files = Files.walk(place)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
