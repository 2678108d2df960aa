package dev.slipway.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Whoever watches leaves nothing behind: a control plane sees a hundred thousand operations. */
final class WatchersTest {
  private final List<String> diary = TestingStep.diary();

  @Test
  void nothingIsKeptOfAnOperationThatSomebodyWatched() throws Exception {
    var type = TestingType.of(TestingStep.fine("Build", diary));
    try (var testing = new TestingOperations(type)) {
      var operations = testing.operations();
      for (var i = 0; i < 5; i++) {
        var number = testing.submit(type, TestingStep.INPUT);
        testing.end(number);
        // After its end, as somebody who comes late: events that are there, and none that come.
        assertThat(operations.awaitEvents(number, 0, Duration.ofSeconds(30))).isNotEmpty();
        var last = operations.events(number, 0).getLast().number();
        assertThat(operations.awaitEvents(number, last, Duration.ofMillis(20))).isEmpty();
      }
      assertThat(operations.bell().watched()).isZero();
    }
  }

  @Test
  void whoWaitsForAnythingIsWokenByARequestAndByItsEnd() throws Exception {
    var type = TestingType.of(TestingStep.fine("Build", diary));
    try (var testing = new TestingOperations(type)) {
      var operations = testing.operations();
      var begun = System.nanoTime();
      var woken =
          CompletableFuture.runAsync(
              () -> {
                try {
                  operations.awaitAnything(Duration.ofSeconds(30));
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              },
              Thread::startVirtualThread);
      while (!woken.isDone()) {
        testing.end(testing.submit(type, TestingStep.INPUT));
      }
      woken.get(30, TimeUnit.SECONDS);
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
      operations.awaitAnything(Duration.ofMillis(20));
      assertThat(operations.bell().watched()).isZero();
    }
  }
}
