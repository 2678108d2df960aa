package dev.slipway.watch.sensor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.catalog.Deployment;
import dev.slipway.delivery.certificate.CertificateWatch;
import dev.slipway.store.testing.TestingStore;
import dev.slipway.watch.TestingPlace;
import dev.slipway.watch.WatchState;
import dev.slipway.watch.Watched;
import dev.slipway.watch.alert.Alert;
import dev.slipway.watch.alert.AlertBook;
import dev.slipway.watch.alert.Rule;
import dev.slipway.watch.alert.Sensor;
import dev.slipway.watch.alert.TestingAlerts;
import dev.slipway.watch.probe.AddressProbe;
import dev.slipway.watch.probe.ProbeDays;
import dev.slipway.watch.probe.TestingProbes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * What goes wrong for real, from the source to the message: the right alert, once, within its time,
 * gone when it is over, and none while it is planned.
 */
@Timeout(180)
final class SourcesTest {
  private final TestingStore testing = TestingStore.fresh(WatchState.SCHEMA);
  private final AlertBook book = new AlertBook(testing.store());
  private final List<String> told = new ArrayList<>();
  private Instant now = Instant.parse("2026-11-21T12:00:00Z");
  private Optional<String> planned = Optional.empty();
  private Watched place;

  @BeforeEach
  void place() throws Exception {
    place =
        TestingPlace.watched(
            TestingPlace.environment(
                """
                app: shop
                services:
                  web: { start: ./serve }
                environments:
                  production: { domains: [shop.example] }
                """),
            Optional.empty());
  }

  @AfterEach
  void close() throws Exception {
    testing.close();
  }

  private TestingAlerts alerts(Sensor sensor) {
    return new TestingAlerts(
        book,
        List.of(sensor),
        () -> new Watched(place.serving(), place.environment(), planned),
        this::tell,
        () -> now);
  }

  private int tell(
      Handle handle, Deployment serving, String key, String title, List<String> lines) {
    told.add(title + "\n" + String.join("\n", lines));
    return 1;
  }

  /** Looks every 5 seconds, which is as often as the control plane does. */
  private void pass(TestingAlerts alerts, Runnable before, Duration time) {
    for (var end = now.plus(time); now.isBefore(end); now = now.plusSeconds(5)) {
      before.run();
      alerts.look();
    }
  }

  private static void nothingElse() {
    // Only time passes.
  }

  /** It goes wrong, is told once within the time, lasts, ends and is told to be over. */
  private void tellsOnce(
      TestingAlerts alerts, Runnable round, Duration within, String rule, Broken broken)
      throws Exception {
    pass(alerts, round, Duration.ofMinutes(1));
    assertThat(told).describedAs("all is well").isEmpty();
    broken.begin();
    pass(alerts, round, within);
    assertThat(told).describedAs("within " + within).hasSize(1);
    assertThat(told.getFirst()).startsWith("v7 of shop/production: " + rule + "\n✖ " + rule);
    pass(alerts, round, Duration.ofMinutes(10));
    assertThat(told).describedAs("once").hasSize(1);
    broken.end();
    pass(alerts, round, Duration.ofMinutes(3));
    assertThat(told).hasSize(2);
    assertThat(told.getLast()).startsWith("v7 of shop/production: " + rule + " is over");
    assertThat(book.open("shop", "production")).isEmpty();

    planned = Optional.of("it is closed for maintenance");
    broken.begin();
    pass(alerts, round, within.multipliedBy(2));
    assertThat(told).describedAs("planned").hasSize(2);
    broken.end();
    pass(alerts, round, Duration.ofMinutes(3));
    planned = Optional.empty();
    pass(alerts, round, Duration.ofMinutes(3));
    assertThat(told).hasSize(2);
    assertThat(book.history("shop", "production", 5))
        .extracting(Alert::state)
        .containsExactly(Alert.State.RESOLVED);
  }

  /** Something that can be broken and mended. */
  private interface Broken {
    void begin() throws Exception;

    void end() throws Exception;
  }

  static boolean mayMount() throws Exception {
    var folder = Files.createTempDirectory("slipway-test-mount-");
    var isMounted = run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder.toString());
    return isMounted && run("umount", folder.toString());
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getInputStream().readAllBytes();
    return process.waitFor() == 0;
  }

  @Test
  @EnabledIf("mayMount")
  void aFullDisk(@TempDir Path folder) throws Exception {
    assertThat(run("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", folder.toString())).isTrue();
    try {
      var file = folder.resolve("filled");
      tellsOnce(
          alerts(new DiskSensor(folder)),
          SourcesTest::nothingElse,
          Duration.ofSeconds(310),
          "disk",
          new Broken() {
            @Override
            public void begin() throws Exception {
              Files.write(file, new byte[3_900_000]);
            }

            @Override
            public void end() throws Exception {
              Files.delete(file);
            }
          });
    } finally {
      assertThat(run("umount", "-l", folder.toString())).isTrue();
    }
  }

  @Test
  void anInstanceThatIsKilled(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("index.html"), "well");
    try (var server = new KilledServer(folder)) {
      server.begin();
      var probes =
          new TestingProbes(
              new AddressProbe(host -> "http://127.0.0.1:" + server.port()),
              () -> new Watched(place.serving(), place.environment(), planned),
              new ProbeDays(testing.store()),
              () -> now);
      tellsOnce(
          alerts(new ProbeSensor(Rule.DOWN, probes.all())),
          // Each address is asked every 15 seconds.
          () -> {
            if (now.getEpochSecond() % 15 == 0) {
              probes.look();
            }
          },
          // Three answers that fail, and two minutes of it.
          Duration.ofSeconds(160),
          "down",
          new Broken() {
            @Override
            public void begin() throws Exception {
              server.kill();
            }

            @Override
            public void end() throws Exception {
              server.begin();
            }
          });
    }
  }

  @Test
  void aCertificateThatIsAboutToEnd() throws Exception {
    var ends = new Instant[] {Instant.parse("2027-11-21T12:00:00Z")};
    var sensor =
        new CertificateSensor(
            host ->
                Optional.of(new CertificateWatch.Shown("acme", Optional.of(ends[0]), false, "")),
            () -> now);
    tellsOnce(
        alerts(sensor),
        SourcesTest::nothingElse,
        Duration.ofSeconds(10),
        "certificate",
        new Broken() {
          @Override
          public void begin() {
            ends[0] = now.plus(Duration.ofDays(9));
          }

          @Override
          public void end() {
            ends[0] = now.plus(Duration.ofDays(90));
          }
        });
  }

  /** The JDK's own web server as a process that is killed and started again on its port. */
  private static final class KilledServer implements AutoCloseable {
    private final Path folder;
    private Process process;
    private int port;

    KilledServer(Path folder) throws IOException {
      this.folder = folder;
      try (var free = new ServerSocket(0)) {
        this.port = free.getLocalPort();
      }
    }

    int port() {
      return port;
    }

    void begin() throws IOException {
      process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "jwebserver").toString(),
                  "-b",
                  "127.0.0.1",
                  "-p",
                  Integer.toString(port),
                  "-d",
                  folder.toString())
              .redirectErrorStream(true)
              .start();
      var said =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      for (var line = said.readLine(); !line.startsWith("URL"); line = said.readLine()) {
        assertThat(process.isAlive()).isTrue();
      }
    }

    void kill() throws InterruptedException {
      process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws InterruptedException {
      kill();
    }
  }
}
