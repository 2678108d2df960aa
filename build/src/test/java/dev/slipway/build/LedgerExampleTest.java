package dev.slipway.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runtime.contract.HealthQuestion;
import dev.slipway.runtime.contract.InstanceId;
import dev.slipway.runtime.contract.InstanceSpec;
import dev.slipway.runtime.contract.Launch;
import dev.slipway.runtime.contract.Readiness;
import dev.slipway.runtime.contract.ReadinessProbe;
import dev.slipway.runtime.contract.ReadinessWait;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The example is built and started by what its slipway.yaml says; here without a database. */
final class LedgerExampleTest {
  private static final Path EXAMPLE =
      Path.of("").toAbsolutePath().getParent().resolve("examples/ledger");

  private static String setting(String key) throws Exception {
    return Files.readAllLines(EXAMPLE.resolve("slipway.yaml")).stream()
        .map(String::strip)
        .filter(line -> line.startsWith(key + ": "))
        .map(line -> line.substring(key.length() + 2))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theLedgerIsBuiltOnceAndRuns() throws Exception {
    try (var builds = new TestingBuilds()) {
      var driver =
          Path.of(
              Class.forName("org.postgresql.Driver")
                  .getProtectionDomain()
                  .getCodeSource()
                  .getLocation()
                  .toURI());
      var request =
          new BuildRequest(
              "ledger-web",
              new Source.Folder(EXAMPLE),
              Optional.of(setting("build")),
              Map.of(),
              Map.of("SLIPWAY_PGJDBC", driver),
              TestingBuilds.SMALL);
      var built = builds.builder.build(request, builds);
      assertThat(builds.builder.build(request, builds).reused()).isTrue();

      var launch =
          Launch.of(setting("start")).with("DATABASE_URL", "postgresql://u:p@127.0.0.1:1/none");
      var spec = InstanceSpec.service(new InstanceId("ledger"), built.artefact(), launch);
      builds.runtime.start(spec);
      var wait = new ReadinessWait(builds.runtime);
      assertThat(wait.await(spec.id(), probe("/health/live", Duration.ofSeconds(60))))
          .isInstanceOf(Readiness.Ready.class);
      assertThat(wait.await(spec.id(), probe("/health/ready", Duration.ofSeconds(1))))
          .isInstanceOfSatisfying(
              Readiness.NotReady.class,
              no ->
                  assertThat(no.problem().text()).contains("database: Connection to 127.0.0.1:1"));
      builds.runtime.stop(spec.id(), Duration.ofSeconds(20));
      assertThat(builds.runtime.output(spec.id()).last(1)).containsExactly("ledger has ended");
    }
  }

  private static ReadinessProbe probe(String path, Duration limit) {
    return new ReadinessProbe("web", HealthQuestion.Http.get(path), limit, "slipway.yaml");
  }
}
