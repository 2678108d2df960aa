package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Cancelled in the middle of a statement that would take ten minutes. */
@Timeout(600)
final class CancelledTest {
  private static final Path LEDGER = Slipway.ROOT.resolve("examples/ledger");
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Slipway slipway = Slipway.fresh();
  private final Copies copies = new Copies(slipway);

  @AfterEach
  void stop() throws Exception {
    slipway.close();
  }

  @Test
  void aRehearsalEndsWithItsCopyAndTheOldReleaseServes() throws Exception {
    var app = copyOfLedger();
    assertThat(slipway.run("up", app.toString()).exitCode()).isZero();
    Files.writeString(app.resolve("migrations/004_slow.sql"), "SELECT pg_sleep(600);\n");

    var up = slipway.begin("up", app.toString());
    var number = awaitSleepingRehearsal();
    var begun = System.nanoTime();
    var cancel = slipway.run("operation", "cancel", number, "--why", "too slow");
    assertThat(cancel.exitCode()).describedAs("%s%s", cancel.out(), cancel.err()).isZero();

    assertThat(up.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(up.exitValue()).isEqualTo(130);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofMinutes(1));
    assertThat(slipway.run("operation", "show", number).out())
        .contains("cancelled")
        .contains("too slow");
    assertThat(copies.left()).isEmpty();
    assertThat(slipway.run("status").out()).contains("v1").contains("serving");
  }

  /** The number of the deployment once the copy it rehearses on sleeps. */
  private String awaitSleepingRehearsal() throws Exception {
    var giveUp = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < giveUp) {
      if (copies.work()) {
        return slipway.deploymentsUnderWay().getFirst();
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    throw new AssertionError(slipway.run("operations").out());
  }

  private Path copyOfLedger() throws IOException {
    var copy = slipway.data().resolveSibling("ledger");
    try (var files = Files.walk(LEDGER)) {
      for (var file : files.toList()) {
        Files.copy(
            file,
            copy.resolve(LEDGER.relativize(file).toString()),
            StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    return copy;
  }
}
