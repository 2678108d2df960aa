package dev.slipway.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real processes, really killed. The full number is run by {@code bench/crash}. */
@Timeout(300)
final class CrashTest {
  @TempDir private Path folder;

  @Test
  void workersThatAreKilledAtRecordsAndAtRandomLoseNothing() throws Exception {
    try (var site = new CrashSite(folder)) {
      Crashes.atRecord(site, true, 8, "after");
      Crashes.atRandom(site, 2, new Random(1));
      assertSound(site.settle());
    }
  }

  @Test
  void theStoreIsKilledAndStartedAgain() throws Exception {
    try (var site = new CrashSite(folder)) {
      Crashes.ofTheStore(site, 1);
      assertSound(site.settle());
    }
  }

  static void assertSound(CrashSite.Figures figures) {
    assertThat(figures.lost).isZero();
    assertThat(figures.twice).isZero();
    assertThat(figures.stuck).isZero();
    assertThat(figures.recoverySeconds).isLessThan(10);
  }
}
