package dev.slipway.runtime.process;

import dev.slipway.runtime.contract.Artefact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;

/** A home for instances that every user of the machine may pass, emptied at the end. */
record TestingHome(Path path) implements AutoCloseable {

  static TestingHome fresh() throws IOException {
    return in(Path.of(System.getProperty("java.io.tmpdir")));
  }

  static TestingHome in(Path folder) throws IOException {
    var path = Files.createTempDirectory(folder, "slipway-test-runtime-");
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    var artefact = Files.createDirectory(path.resolve("artefact"));
    Files.setPosixFilePermissions(artefact, PosixFilePermissions.fromString("rwxr-xr-x"));
    return new TestingHome(path);
  }

  Artefact artefact() {
    return new Artefact("sha256:" + "0".repeat(64), path.resolve("artefact"));
  }

  /** Puts the class into the artefact, so that whoever instances run as can read it. */
  Artefact artefactWith(Class<?> application) throws IOException {
    var name = application.getName().replace('.', '/') + ".class";
    var file = path.resolve("artefact").resolve(name);
    Files.createDirectories(file.getParent());
    try (var in = application.getClassLoader().getResourceAsStream(name)) {
      Files.write(file, in.readAllBytes());
    }
    return artefact();
  }

  @Override
  public void close() throws IOException {
    var runtime = ProcessRuntime.open(path);
    runtime.list().forEach(instance -> runtime.stop(instance.id(), Duration.ZERO));
    runtime.list().forEach(instance -> runtime.remove(instance.id()));
    new InstanceFolder(path).delete();
  }
}
