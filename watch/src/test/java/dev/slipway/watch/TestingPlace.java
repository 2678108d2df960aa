package dev.slipway.watch;

import dev.slipway.catalog.Deployment;
import dev.slipway.manifest.ManifestReader;
import dev.slipway.manifest.resolved.ResolvedEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Optional;

/** An environment that serves, as slipway.yaml has it. */
public final class TestingPlace {
  private TestingPlace() {}

  public static ResolvedEnvironment environment(String yaml) throws IOException {
    var folder = Files.createTempDirectory("slipway-test-watch-");
    Files.writeString(folder.resolve("slipway.yaml"), yaml);
    return ManifestReader.read(folder).orThrow().environment("production").orElseThrow();
  }

  public static Watched watched(ResolvedEnvironment environment, Optional<String> planned) {
    var now = Instant.parse("2026-11-21T12:00:00Z");
    var serving =
        new Deployment(
            environment.app(),
            environment.name(),
            7,
            7,
            Deployment.Kind.DEPLOY,
            Deployment.State.SERVING,
            Optional.of("build"),
            1,
            Optional.empty(),
            "",
            new Deployment.Asked("ada", now),
            Optional.of(now),
            Optional.empty());
    return new Watched(serving, environment, planned);
  }
}
