package dev.slipway.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runtime.contract.Instance;
import dev.slipway.runtime.contract.InstanceStatus;
import dev.slipway.runtime.contract.testing.Soon;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/**
 * The control plane is killed in the middle of starting, stopping and removing: what runs is known,
 * once each, and can be brought to an end. More deaths: {@code -Dslipway.deaths=500}.
 */
final class ControlPlaneDeathTest {
  private static final int DEATHS = Integer.getInteger("slipway.deaths", 8);

  @Test
  void nothingIsOrphanedOrRunsTwice() throws Exception {
    try (var home = TestingHome.fresh()) {
      for (var death = 0; death < DEATHS; death++) {
        liveAndDie(home);
        var runtime = ProcessRuntime.open(home.path());
        settle(runtime);
        assertEachIsKnownAndOne(home, runtime);
      }
      var runtime = ProcessRuntime.open(home.path());
      for (var number = 0; number < 4; number++) {
        runtime.start(DyingControlPlane.spec(home.path(), number));
      }
      assertThat(runtime.list())
          .hasSize(4)
          .allSatisfy(i -> assertThat(i.status()).isInstanceOf(InstanceStatus.Running.class));
      assertEachIsKnownAndOne(home, runtime);
      runtime.list().forEach(instance -> runtime.remove(instance.id()));
      assertThat(supervisors(home)).isEmpty();
      assertThat(applications(home)).isEmpty();
    }
  }

  private static void liveAndDie(TestingHome home) throws Exception {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var process =
        new ProcessBuilder(
                java,
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                DyingControlPlane.class.getName(),
                home.path().toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(process.inputReader().readLine()).isEqualTo("ready");
    Thread.sleep(ThreadLocalRandom.current().nextInt(20, 600));
    assertThat(process.isAlive()).isTrue();
    process.destroyForcibly().waitFor();
  }

  /** What was begun in the last moment comes to rest; nothing stays between two states. */
  private static void settle(ProcessRuntime runtime) throws Exception {
    Soon.that(
        () -> "at rest: " + runtime.list(),
        () -> runtime.reconcile().stream().map(Instance::status).allMatch(s -> atRest(s)));
  }

  private static boolean atRest(InstanceStatus status) {
    return status instanceof InstanceStatus.Running
        || status instanceof InstanceStatus.Ended
        || status instanceof InstanceStatus.Lost lost && !lost.processAlive();
  }

  private static void assertEachIsKnownAndOne(TestingHome home, ProcessRuntime runtime)
      throws Exception {
    var running = new ArrayList<String>();
    for (var instance : runtime.list()) {
      if (instance.status() instanceof InstanceStatus.Running) {
        running.add(instance.id().value());
      }
    }
    assertThat(supervisors(home)).containsExactlyInAnyOrderElementsOf(running);
    assertThat(new HashSet<>(applications(home))).isEqualTo(new HashSet<>(running));
  }

  /** The instances that have a supervisor, one entry for each supervisor. */
  private static List<String> supervisors(TestingHome home) throws IOException {
    var found = new ArrayList<String>();
    for (var words : everyProcess("cmdline")) {
      var parts = words.split("\0");
      var last = parts[parts.length - 1];
      if (parts.length == 3 && last.startsWith(home.path().toRealPath() + "/instances/")) {
        found.add(Path.of(last).getFileName().toString());
      }
    }
    return found;
  }

  private static List<String> applications(TestingHome home) throws IOException {
    var found = new ArrayList<String>();
    for (var words : everyProcess("environ")) {
      if (words.contains("\0TMPDIR=" + home.path().toRealPath() + "/")
          || words.startsWith("TMPDIR=" + home.path().toRealPath() + "/")) {
        for (var word : words.split("\0")) {
          if (word.startsWith("SLIPWAY_INSTANCE=")) {
            found.add(word.substring(word.indexOf('=') + 1));
          }
        }
      }
    }
    return found;
  }

  private static List<String> everyProcess(String file) throws IOException {
    var all = new ArrayList<String>();
    try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (var process : processes) {
        try {
          all.add(Files.readString(process.resolve(file), StandardCharsets.ISO_8859_1));
        } catch (IOException gone) {
          // It ended while we looked.
        }
      }
    }
    return all;
  }
}
