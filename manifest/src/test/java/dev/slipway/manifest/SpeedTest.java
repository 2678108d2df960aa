package dev.slipway.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** A manifest of 500 services is read, checked and resolved without anybody noticing. */
final class SpeedTest {
  /** The aim is 200 ms. Time of the processor is counted, since others share the machine. */
  private static final long MOST_MILLIS = 1_000;

  @Test
  void fiveHundredServicesAreResolvedAtOnce() {
    var text = manifest(500);
    ManifestReader.parse("slipway.yaml", text).orThrow();
    var millis = new long[9];
    var cpu = ManagementFactory.getThreadMXBean();
    for (var i = 0; i < millis.length; i++) {
      var start = cpu.getCurrentThreadCpuTime();
      var manifest = ManifestReader.parse("slipway.yaml", text).orThrow();
      millis[i] = (cpu.getCurrentThreadCpuTime() - start) / 1_000_000;
      assertThat(manifest.environment("production").orElseThrow().services()).hasSize(500);
    }
    Arrays.sort(millis);
    System.out.printf(
        "500 services, 2 environments, %d KB: median %d ms, best %d ms%n",
        text.length() / 1024, millis[millis.length / 2], millis[0]);
    assertThat(millis[millis.length / 2]).isLessThan(MOST_MILLIS);
  }

  private static String manifest(int services) {
    var text = new StringBuilder("app: big\nservices:\n");
    for (var i = 0; i < services; i++) {
      text.append(
          """
            service-%d:
              source: services/s%d
              build: npm ci && npm run build
              start: node dist/main.js
              health: /health
              resources: { memory: 256MB }
              env:
                LOG_LEVEL: info
                DATABASE_HOST: ${databases.main.host}
                API_KEY: { secret: true }
              needs: [service-%d]
          """
              .formatted(i, i, Math.max(0, i - 1))
              .replace("needs: [service-0]\n", i == 0 ? "needs: []\n" : "needs: [service-0]\n")
              .indent(0));
    }
    text.append(
        """
        databases:
          main: { migrations: db }
        environments:
          development:
          production:
            services:
              service-7: { replicas: 3 }
              service-300: { replicas: 5 }
        """);
    return text.toString();
  }
}
