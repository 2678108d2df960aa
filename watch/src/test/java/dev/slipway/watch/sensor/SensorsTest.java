package dev.slipway.watch.sensor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.delivery.certificate.CertificateWatch;
import dev.slipway.protocol.edge.Figures;
import dev.slipway.watch.TestingPlace;
import dev.slipway.watch.Watched;
import dev.slipway.watch.alert.Finding;
import dev.slipway.watch.alert.Held;
import dev.slipway.watch.alert.Rule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is beyond its limit is found, what is within is not, what can't be read is told so. */
final class SensorsTest {
  private final Instant now = Instant.parse("2026-11-21T12:00:00Z");
  private Watched watched;

  @BeforeEach
  void read() throws Exception {
    watched =
        TestingPlace.watched(
            TestingPlace.environment(
                """
                app: shop
                services:
                  web:
                    start: ./serve
                    strategy: { max-latency: 300ms }
                environments:
                  production:
                    domains: [shop.example]
                """),
            Optional.empty());
  }

  private Figures figures(long requests, long failed, double p95) {
    var bytes = new Figures.Bytes(0, 0);
    var count = new Figures.Count(requests, Map.of("5xx", failed), 0, 0, 0, bytes);
    var latency = new Figures.Latency(p95, p95, p95, p95, p95, p95);
    return new Figures(
        now,
        now,
        1,
        1,
        60,
        List.of(
            new Figures.InstanceFigures(
                "shop/production/web",
                "v7",
                "one",
                Figures.Health.HEALTHY,
                0,
                new Figures.Traffic(count, count, latency),
                Map.of())));
  }

  private EdgeFigures edge(long requests, long failed, double p95) {
    return new EdgeFigures(seconds -> figures(requests, failed, p95), () -> now);
  }

  @Test
  void errorsBeyondFivePercentOfEnoughRequests() {
    assertThat(new ErrorSensor(edge(100, 6, 10)).look(watched))
        .containsExactly(new Finding.Wrong(Rule.ERRORS, "", "6.0 % of 100 requests failed"));
    assertThat(new ErrorSensor(edge(100, 5, 10)).look(watched)).isEmpty();
    assertThat(new ErrorSensor(edge(10, 10, 10)).look(watched)).isEmpty();
  }

  @Test
  void answersSlowerThanSlipwayYamlAllows() {
    assertThat(new LatencySensor(edge(100, 0, 412)).look(watched))
        .extracting(Finding::value)
        .containsExactly("p95 is 412 ms, more than 300 ms");
    assertThat(new LatencySensor(edge(100, 0, 299)).look(watched)).isEmpty();
  }

  @Test
  void limitsThatSlipwayYamlSays() throws Exception {
    watched =
        TestingPlace.watched(
            TestingPlace.environment(
                """
                app: shop
                services:
                  web: { start: ./serve, strategy: { max-latency: 300ms } }
                environments:
                  production:
                    domains: [shop.example]
                    alerts:
                      rules: { errors: 0.5%, latency: 500ms, certificate: 30d, log-kept: 2GB }
                """),
            Optional.empty());
    assertThat(new ErrorSensor(edge(1000, 6, 10)).look(watched)).hasSize(1);
    assertThat(new ErrorSensor(edge(1000, 5, 10)).look(watched)).isEmpty();
    assertThat(new LatencySensor(edge(100, 0, 412)).look(watched)).isEmpty();
    assertThat(new LatencySensor(edge(100, 0, 501)).look(watched)).hasSize(1);
    assertThat(certificate(Instant.parse("2026-12-20T12:00:00Z"))).hasSize(1);
    assertThat(Held.all(watched.environment()))
        .extracting(Held::limit)
        .contains(
            "0.5 % of the requests of a minute fail",
            "500 ms, as p95 of a minute",
            "certificates can be had, and last 30 d more",
            "10 % of the disk is free");
  }

  @Test
  void theMachinesMemory(@TempDir Path folder) throws Exception {
    var file = folder.resolve("meminfo");
    Files.writeString(file, "MemTotal:       1000000 kB\nMemAvailable:     49000 kB\n");
    assertThat(new MemorySensor(file).look(watched)).hasOnlyElementsOfType(Finding.Wrong.class);
    Files.writeString(file, "MemTotal:       1000000 kB\nMemAvailable:     51000 kB\n");
    assertThat(new MemorySensor(file).look(watched)).isEmpty();
    Files.writeString(file, "MemTotal:       1000000 kB\n");
    assertThat(new MemorySensor(file).look(watched))
        .containsExactly(new Finding.Unmeasured(Rule.MEMORY, "", file + " doesn't tell it"));
  }

  @Test
  void aDiskThatCanNotBeLookedAtIsNotWell(@TempDir Path folder) {
    assertThat(new DiskSensor(folder.resolve("gone")).look(watched))
        .hasOnlyElementsOfType(Finding.Unmeasured.class);
  }

  @Test
  void aCertificateThatEndsSoon() {
    var soon = Instant.parse("2026-11-30T12:00:00Z");
    assertThat(certificate(soon))
        .containsExactly(
            new Finding.Wrong(Rule.CERTIFICATE, "shop.example", "it ends 2026-11-30T12:00:00Z"));
    assertThat(certificate(Instant.parse("2026-11-21T11:00:00Z")))
        .extracting(Finding::value)
        .containsExactly("it ended 2026-11-21T11:00:00Z");
    assertThat(certificate(Instant.parse("2026-12-03T12:00:00Z"))).isEmpty();
  }

  private List<Finding> certificate(Instant ends) {
    var shown = new CertificateWatch.Shown("acme", Optional.of(ends), false, "");
    return new CertificateSensor(host -> Optional.of(shown), () -> now).look(watched);
  }

  @Test
  void whatAnotherWatcherFound() {
    var sensor = new TroubleSensor(Rule.CRASH_LOOP, (app, environment) -> List.of("one", "two"));
    assertThat(sensor.look(watched))
        .containsExactly(new Finding.Wrong(Rule.CRASH_LOOP, "", "one; two"));
  }
}
