package dev.slipway.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runtime.contract.Instance;
import dev.slipway.runtime.contract.InstanceStatus;
import dev.slipway.runtime.contract.testing.Soon;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
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
      Soon.that(
          () -> "all gone: " + supervisors(home) + applications(home),
          () -> supervisors(home).isEmpty() && applications(home).isEmpty());
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

  /** A shell that has forked looks like a second supervisor until it executes something else. */
  private static void assertEachIsKnownAndOne(TestingHome home, ProcessRuntime runtime)
      throws Exception {
    Soon.that(
        () -> running(runtime) + " run, " + supervisors(home) + " kept, " + applications(home),
        () ->
            supervisors(home).equals(running(runtime))
                && new TreeSet<>(applications(home)).equals(new TreeSet<>(running(runtime))));
  }

  private static List<String> running(ProcessRuntime runtime) {
    return runtime.list().stream()
        .filter(instance -> instance.status() instanceof InstanceStatus.Running)
        .map(instance -> instance.id().value())
        .sorted()
        .toList();
  }

  /** The instances that have a supervisor, one entry for each supervisor. */
  private static List<String> supervisors(TestingHome home) {
    var found = new ArrayList<String>();
    for (var words : everyProcess("cmdline")) {
      var parts = words.split("\0");
      var last = parts[parts.length - 1];
      if (parts.length == 3 && last.startsWith(real(home) + "/instances/")) {
        found.add(Path.of(last).getFileName().toString());
      }
    }
    return found.stream().sorted().toList();
  }

  private static List<String> applications(TestingHome home) {
    var found = new ArrayList<String>();
    for (var words : everyProcess("environ")) {
      if (words.contains("\0TMPDIR=" + real(home) + "/")
          || words.startsWith("TMPDIR=" + real(home) + "/")) {
        for (var word : words.split("\0")) {
          if (word.startsWith("SLIPWAY_INSTANCE=")) {
            found.add(word.substring(word.indexOf('=') + 1));
          }
        }
      }
    }
    return found;
  }

  private static Path real(TestingHome home) {
    try {
      return home.path().toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> everyProcess(String file) {
    var all = new ArrayList<String>();
    try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (var process : processes) {
        try {
          all.add(Files.readString(process.resolve(file), StandardCharsets.ISO_8859_1));
        } catch (IOException gone) {
          // It ended while we looked.
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }
}
