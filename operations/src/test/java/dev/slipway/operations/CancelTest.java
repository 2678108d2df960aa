package dev.slipway.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.operations.TestingType.Number;
import dev.slipway.protocol.operation.Happening;
import dev.slipway.protocol.operation.OperationState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cancel is real: within two seconds, with all processes, and undone. */
final class CancelTest {
  private static final Duration LIMIT = Duration.ofSeconds(2);

  private final List<String> diary = TestingStep.diary();
  @TempDir private Path folder;

  @Test
  void killsTheWholeTreeOfProcessesAndUndoes() throws Exception {
    var pids = folder.resolve("pids");
    // The grandchild leaves the session and the pipe, as a daemon does.
    var script =
        "setsid sh -c 'echo $$ >> " + pids + "; sleep 600' & echo $$ >> " + pids + "; sleep 600";
    var type =
        TestingType.of(
            TestingStep.fine("Build", diary),
            TestingStep.of(
                "Backup",
                diary,
                context -> {
                  var process = context.start(new ProcessBuilder("sh", "-c", script));
                  context.say("started");
                  return Result.done(new Number(process.waitFor()));
                }));
    try (var testing = new TestingOperations(type)) {
      var number = testing.submit(type, TestingStep.INPUT);
      awaitLines(pids, 2);
      var tree =
          Files.readAllLines(pids).stream()
              .map(line -> ProcessHandle.of(Long.parseLong(line)).orElseThrow())
              .toList();

      var asked = Instant.now();
      testing.operations().cancel(number, TestingOperations.ALICE);
      var ended = testing.end(number);

      assertThat(tookEffect(testing, number, asked)).isLessThan(LIMIT);
      assertThat(ended.summary().state()).isEqualTo(OperationState.CANCELLED);
      assertThat(ended.summary().outcome()).matches("cancelled after .*; undone Build, Backup");
      // A killed orphan counts as alive until the first process of the machine has collected it.
      for (var process : tree) {
        process.onExit().get(10, TimeUnit.SECONDS);
      }
      assertThat(diary).containsExactly("do Build", "do Backup", "undo Backup", "undo Build");
      assertThat(testing.happenings(number))
          .contains(new Happening.CancelRequested("alice", "a test"));
      assertThatThrownBy(() -> testing.operations().cancel(number, TestingOperations.ALICE))
          .hasMessageStartingWith("SLIP-3004 operation 1 has ended already: cancelled");
    }
  }

  @Test
  void leavesBehindAStepThatDoesNotHeedIt() throws Exception {
    var release = new CountDownLatch(1);
    var echo = new AtomicReference<Throwable>();
    var type =
        TestingType.of(
            TestingStep.of(
                "Stubborn",
                diary,
                context -> {
                  awaitStubbornly(release);
                  try {
                    context.remember(new Number(1));
                  } catch (RuntimeException e) {
                    echo.set(e);
                  }
                  return Result.done(new Number(2));
                }));
    try (var testing = new TestingOperations(type)) {
      var number = testing.submit(type, TestingStep.INPUT);
      testing.await(number, event -> event.what() instanceof Happening.StepBegan);
      var asked = Instant.now();
      testing.operations().cancel(number, TestingOperations.ALICE);
      var ended = testing.end(number);

      assertThat(tookEffect(testing, number, asked)).isLessThan(LIMIT.plusMillis(500));
      assertThat(ended.summary().state()).isEqualTo(OperationState.CANCELLED);
      assertThat(testing.happenings(number))
          .contains(
              new Happening.Said("did not stop when told to; what it still does is not recorded"));
      release.countDown();
      awaitValue(echo);
      assertThat(testing.operations().show(number).steps().getFirst().output()).isEmpty();
    }
  }

  @Test
  void endsOneThatWaitsAndOneThatQueues() throws Exception {
    var type =
        TestingType.of(
            TestingStep.of(
                "Approve",
                diary,
                context -> {
                  context.signals("never");
                  return Result.waiting(Wait.forSignal("never", "approval"));
                }));
    try (var testing = new TestingOperations(type)) {
      var waiting = testing.submit(type, TestingStep.INPUT);
      testing.await(waiting, event -> event.what() instanceof Happening.Waits);
      var queued = testing.submit(type, TestingStep.INPUT);

      testing.operations().cancel(queued, TestingOperations.ALICE);
      assertThat(testing.operations().show(queued).summary().outcome())
          .isEqualTo("cancelled by alice before it began: a test");
      testing.operations().cancel(waiting, TestingOperations.ALICE);
      assertThat(testing.end(waiting).summary().state()).isEqualTo(OperationState.CANCELLED);
      assertThat(diary).containsExactly("do Approve", "undo Approve");
    }
  }

  /** From the request to where the step is stopped and its undo begins. */
  private static Duration tookEffect(TestingOperations testing, long number, Instant asked)
      throws InterruptedException {
    var effect = testing.await(number, event -> event.what() instanceof Happening.CancelRequested);
    return Duration.between(asked, effect.at());
  }

  private static void awaitStubbornly(CountDownLatch release) {
    while (release.getCount() > 0) {
      try {
        release.await();
      } catch (InterruptedException e) {
        // That is what it is about.
      }
    }
  }

  private static void awaitLines(Path file, int lines) throws Exception {
    var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!Files.exists(file) || Files.readAllLines(file).size() < lines) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.sleep(5);
    }
  }

  private static void awaitValue(AtomicReference<?> value) throws Exception {
    var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (value.get() == null) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.sleep(5);
    }
  }
}
