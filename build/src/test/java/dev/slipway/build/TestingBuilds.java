package dev.slipway.build;

import dev.slipway.kit.ByteSize;
import dev.slipway.runtime.process.ProcessRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A builder of one test, with a source folder. */
final class TestingBuilds implements AutoCloseable, BuildProgress {
  static final BuildLimits SMALL =
      new BuildLimits(Duration.ofSeconds(90), ByteSize.ofMebibytes(1024), ByteSize.ofMebibytes(50));

  final Path home;
  final Path source;
  final ProcessRuntime runtime;
  final Builder builder;
  final List<String> begun = new ArrayList<>();
  final List<String> lines = new ArrayList<>();

  TestingBuilds() throws IOException {
    home = Files.createTempDirectory("slipway-test-build-");
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
    source = Files.createDirectory(home.resolve("source"));
    runtime = ProcessRuntime.open(home.resolve("runtime"));
    builder = Builder.open(home.resolve("builds"), runtime);
  }

  TestingBuilds with(String path, String content) throws IOException {
    Files.createDirectories(source.resolve(path).getParent());
    Files.writeString(source.resolve(path), content);
    return this;
  }

  BuildRequest request(String command) {
    return request(new Source.Folder(source), command, SMALL);
  }

  static BuildRequest request(Source source, String command, BuildLimits limits) {
    return new BuildRequest("test", source, Optional.of(command), Map.of(), Map.of(), limits);
  }

  Built build(String command) throws InterruptedException {
    return builder.build(request(command), this);
  }

  @Override
  public void begins(String part) {
    begun.add(part);
  }

  @Override
  public void line(String line) {
    lines.add(line);
  }

  @Override
  public void close() throws IOException {
    runtime.list().forEach(instance -> runtime.remove(instance.id()));
    Folders.delete(home);
  }
}
