package dev.slipway.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class RoundsTest {
  @Test
  void aLookThatFailsKeepsNoOtherFromComing() throws Exception {
    var looks = new CountDownLatch(3);
    try (var rounds =
        new Rounds(
            "test",
            Duration.ofMillis(1),
            () -> {
              looks.countDown();
              throw new IllegalStateException("the store is away");
            })) {
      rounds.start();
      assertThat(looks.await(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void closingWaitsForTheLookAndNotForThePause() throws Exception {
    var begun = new CountDownLatch(1);
    var mayEnd = new CountDownLatch(1);
    var ended = new AtomicInteger();
    var rounds =
        new Rounds(
            "test",
            Duration.ofDays(1),
            () -> {
              begun.countDown();
              await(mayEnd);
              ended.incrementAndGet();
            });
    rounds.start();
    assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
    var closing = Thread.ofVirtual().start(rounds::close);
    assertThat(closing.join(Duration.ofMillis(50))).isFalse();
    mayEnd.countDown();
    assertThat(closing.join(Duration.ofSeconds(30))).isTrue();
    assertThat(ended).hasValue(1);
    assertThat(rounds.isOver()).isTrue();
  }

  @Test
  void oneThatNeverBeganIsClosedAtOnce() {
    new Rounds("test", Duration.ofDays(1), () -> {}).close();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("a look is never interrupted", e);
    }
  }
}
