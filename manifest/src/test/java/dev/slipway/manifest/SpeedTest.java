package dev.slipway.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * Reading, checking and resolving grows as the file does: five times the services, five times the
 * work, and not twenty-five. The time of the processor is compared with itself, since a machine
 * that has other work says nothing by the clock; docs/benchmarks.md has the milliseconds, which are
 * printed here.
 */
final class SpeedTest {
  private static final double MOST = 12;

  @Test
  void theWorkGrowsAsTheFileDoes() {
    var few = manifest(100);
    var many = manifest(500);
    cost(many);
    var hundred = cost(few);
    var fiveHundred = cost(many);
    System.out.printf(
        "500 services, 2 environments, %d KB: %d ms, %.1f times those of 100%n",
        many.length() / 1024, fiveHundred / 1_000_000, (double) fiveHundred / hundred);
    assertThat((double) fiveHundred / hundred).isLessThan(MOST);
  }

  /** The median of the processor's time, in nanoseconds. */
  private static long cost(String text) {
    var cpu = ManagementFactory.getThreadMXBean();
    var nanos = new long[9];
    for (var i = 0; i < nanos.length; i++) {
      var start = cpu.getCurrentThreadCpuTime();
      var manifest = ManifestReader.parse("slipway.yaml", text).orThrow();
      nanos[i] = Math.max(1, cpu.getCurrentThreadCpuTime() - start);
      assertThat(manifest.environment("production").orElseThrow().services()).isNotEmpty();
    }
    Arrays.sort(nanos);
    return nanos[nanos.length / 2];
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
              path: /%d
              resources: { memory: 256MB }
              env:
                LOG_LEVEL: info
                DATABASE_HOST: ${databases.main.host}
                API_KEY: { secret: true }
              needs: [service-%d]
          """
              .formatted(i, i, i, Math.max(0, i - 1))
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
              service-90: { replicas: 5 }
        """);
    return text.toString();
  }
}
