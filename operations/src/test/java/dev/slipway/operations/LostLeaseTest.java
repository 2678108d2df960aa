package dev.slipway.operations;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real processes that live and must not go on: they lost their lease and do not know it, or hardly.
 */
@Timeout(300)
final class LostLeaseTest {
  @TempDir private Path folder;

  @Test
  void aWorkerThatSleptThroughItsLeaseIsRefused() throws Exception {
    try (var site = new CrashSite(folder)) {
      Crashes.ofTheMind(site);
      CrashTest.assertSound(site.settle());
    }
  }

  @Test
  void aWorkerThatIsCutOffLeavesItsOperationsToOthersAndComesBack() throws Exception {
    try (var site = new CrashSite(folder)) {
      Crashes.ofTheNetwork(site, Duration.ofSeconds(10));
      CrashTest.assertSound(site.settle());
    }
  }
}
