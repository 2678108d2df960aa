package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * {@code kill -9} of the control plane and of its PostgreSQL at any moment of {@code up}: the next
 * one succeeds. {@code -Dslipway.kills=20} for the full number.
 */
@Timeout(900)
final class KilledWhileStartingTest {
  private static final int KILLS = Integer.getInteger("slipway.kills", 4);
  private static final int LATEST_MILLIS = 4_000;

  private final Slipway slipway = Slipway.fresh();

  @AfterEach
  void stop() throws Exception {
    slipway.close();
  }

  @Test
  void theNextUpSucceeds() throws Exception {
    var seed = System.nanoTime();
    var random = new Random(seed);
    for (var i = 0; i < KILLS; i++) {
      var up = slipway.begin("up");
      // The moment of the kill is what is tested: nothing announces it.
      TimeUnit.MILLISECONDS.sleep(random.nextInt(LATEST_MILLIS));
      for (var pid : slipway.processes()) {
        Slipway.kill(pid);
      }
      up.destroyForcibly().waitFor();
      var next = slipway.run("up");
      assertThat(next.exitCode())
          .describedAs("kill %d with seed %d: %s%s", i, seed, next.out(), next.err())
          .isZero();
      if (random.nextBoolean()) {
        slipway.run("down");
      }
    }
  }
}
