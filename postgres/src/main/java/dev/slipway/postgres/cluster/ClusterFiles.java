package dev.slipway.postgres.cluster;

import dev.slipway.kit.Problem;
import dev.slipway.kit.StateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The clusters of one folder, each with its file. */
final class ClusterFiles {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path root;

  ClusterFiles(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  Path folder(ClusterName name) {
    return root.resolve(name.toString());
  }

  Optional<Cluster> read(ClusterName name) {
    return read(folder(name));
  }

  List<Cluster> all() {
    var found = new ArrayList<Cluster>();
    try {
      Files.createDirectories(root);
      try (var folders = Files.newDirectoryStream(root)) {
        for (var folder : folders) {
          read(folder).ifPresent(found::add);
        }
      }
    } catch (IOException e) {
      throw problem(root, e);
    }
    found.sort((one, other) -> one.name().toString().compareTo(other.name().toString()));
    return found;
  }

  void write(Cluster cluster) {
    var folder = folder(cluster.name());
    try {
      Files.createDirectories(root);
      if (!Files.exists(folder)) {
        // Whoever PostgreSQL runs as passes through; only we can list it or read the file in it.
        Files.createDirectory(
            folder,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx--x--x")));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
      }
      new StateFile(folder.resolve(Cluster.FILE))
          .write(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(cluster));
    } catch (IOException e) {
      throw problem(folder, e);
    }
  }

  private static Optional<Cluster> read(Path folder) {
    var file = folder.resolve(Cluster.FILE);
    try {
      return new StateFile(file).read().map(text -> JSON.readValue(text, Cluster.class));
    } catch (IOException | JacksonException e) {
      throw problem(file, e);
    }
  }

  private static RuntimeException problem(Path path, Exception e) {
    return Problem.of(
            Problem.Kind.UNAVAILABLE,
            "SLIP-5005",
            path + ": can't be read or written: " + e.getMessage(),
            "check the folder's owner, the disk's space, and that nobody edited the file")
        .exception(e);
  }
}
