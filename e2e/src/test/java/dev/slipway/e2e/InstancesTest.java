package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Instances that fall while they serve: the others serve, and they come back. */
@Timeout(600)
final class InstancesTest {
  private static Slipway slipway;
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String FIRST = "falling-development-v1-web-1";

  private static Shop shop;

  @BeforeAll
  static void start() throws Exception {
    slipway = Slipway.fresh();
    shop = new Shop(slipway, "falling");
    assertThat(shop.deploy("blue-green", "0").exitCode()).isZero();
  }

  @AfterAll
  static void stop() throws Exception {
    slipway.close();
  }

  @Test
  void aKilledInstanceComesBackAndTheOthersServeMeanwhile() throws Exception {
    try (var crowd = new Crowd(port(), shop.host())) {
      // The application alone: its supervisor starts it again
      var before = there(InstancesTest::application);
      Slipway.kill(before);
      until("another process", () -> isUp(before));

      // The supervisor alone: what runs is taken back into care, and serves all the time
      var cared = there(InstancesTest::supervisor);
      Slipway.kill(cared);
      until("another supervisor", () -> supervisor() > 0 && supervisor() != cared);

      // Both: nobody but the control plane is left to notice
      var last = there(InstancesTest::application);
      Slipway.kill(there(InstancesTest::supervisor));
      Slipway.kill(last);
      until("started again", () -> isUp(last));
      until("looked after again", () -> supervisor() > 0);

      var told = crowd.soFar();
      assertThat(told).hasSizeGreaterThan(50);
      // A page that was asked for is asked for again elsewhere; only what was being written on a
      // killed instance can't be.
      assertThat(
              Crowd.sorts(
                  told.stream()
                      .filter(one -> one.asked().startsWith("GET") && one.status() != 200)
                      .toList()))
          .isEmpty();
      assertThat(told.stream().filter(one -> one.status() / 100 != 2).count())
          .describedAs("%s", Crowd.sorts(told))
          .isLessThan(told.size() / 20);
    }
    assertThat(slipway.run("status").out()).contains("✔ development");
  }

  @Test
  void oneThatEndsAgainAndAgainIsTold() throws Exception {
    Files.createFile(shop.broken());
    Slipway.kill(there(InstancesTest::application));
    until("status tells", () -> slipway.run("status").out().contains("✖ development"));
    assertThat(slipway.run("status").out())
        .containsPattern(FIRST + " ends again and again: exit code 4, \\d+ ×")
        .contains("the shelf is broken");
    Files.delete(shop.broken());
    until("it stands again", () -> application() > 0);
  }

  private static int port() throws IOException {
    return Integer.parseInt(Files.readString(slipway.data().resolve("edge/port.http")).strip());
  }

  private static boolean isUp(long before) throws IOException {
    var now = application();
    return now > 0 && now != before;
  }

  /** The process of the first instance that answers requests; 0 when there is none. */
  private static long application() throws IOException {
    return find("environ", "SLIPWAY_INSTANCE=" + FIRST + "\0", "\0Shop\0");
  }

  private static long supervisor() throws IOException {
    return find("cmdline", "/instances/" + FIRST + "\0", "sh\0");
  }

  private static long find(String file, String text, String words) throws IOException {
    List<Long> found = new ArrayList<>();
    try (var all = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (var process : all) {
        try {
          var bytes = Files.readAllBytes(process.resolve(file));
          var command = Files.readAllBytes(process.resolve("cmdline"));
          if (new String(bytes, StandardCharsets.ISO_8859_1).contains(text)
              && new String(command, StandardCharsets.ISO_8859_1).contains(words)) {
            found.add(Long.parseLong(process.getFileName().toString()));
          }
        } catch (IOException gone) {
          // It ended while we looked.
        }
      }
    }
    return found.stream().min(Long::compare).orElse(0L);
  }

  /** One that may be between two lives at this moment. */
  private static long there(Callable<Long> whose) throws Exception {
    var found = new long[1];
    until(
        "it runs",
        () -> {
          found[0] = whose.call();
          return found[0] > 0;
        });
    return found[0];
  }

  private static void until(String what, Callable<Boolean> condition) throws Exception {
    var end = System.nanoTime() + LIMIT.toNanos();
    while (!Objects.requireNonNull(condition.call())) {
      assertThat(System.nanoTime()).describedAs("%s", what).isLessThan(end);
      Thread.sleep(50);
    }
  }
}
