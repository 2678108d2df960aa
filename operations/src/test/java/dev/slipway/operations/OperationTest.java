package dev.slipway.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.kit.Problem;
import dev.slipway.operations.TestingType.Number;
import dev.slipway.protocol.operation.Happening;
import dev.slipway.protocol.operation.OperationState;
import dev.slipway.protocol.operation.StepState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** How operations come out: done, undone, tried again, waited for. */
final class OperationTest {
  private static final Problem FULL =
      Problem.of(Problem.Kind.FAILED, "SLIP-9999", "the disk is full", "make room");

  private final List<String> diary = TestingStep.diary();

  @Test
  void stepsRunInOrderAndTheirOutputsAreKept() throws Exception {
    var type = TestingType.of(TestingStep.fine("Build", diary), TestingStep.fine("Migrate", diary));
    try (var testing = new TestingOperations(type)) {
      var ended = testing.end(testing.submit(type, TestingStep.INPUT));

      assertThat(ended.summary().state()).isEqualTo(OperationState.SUCCEEDED);
      assertThat(ended.summary().title()).isEqualTo("v53 → ledger/production");
      assertThat(ended.summary().request()).isEqualTo(TestingOperations.ALICE);
      assertThat(diary).containsExactly("do Build", "do Migrate");
      assertThat(ended.steps()).extracting(step -> step.state()).containsOnly(StepState.DONE);
      assertThat(ended.steps().get(1).output().orElseThrow().get("value").asInt()).isEqualTo(7);
      assertThat(testing.happenings(ended.summary().number()))
          .extracting(what -> what.getClass().getSimpleName())
          .containsExactly(
              "Requested", "Began", "StepBegan", "StepDone", "StepBegan", "StepDone", "Ended");
    }
  }

  @Test
  void aFailureUndoesWhatWasDoneBackwards() throws Exception {
    var type =
        TestingType.of(
            TestingStep.fine("Build", diary),
            TestingStep.fine("Notify", diary).leaving("mails that were sent"),
            TestingStep.of(
                "Migrate",
                diary,
                context -> {
                  throw FULL.exception();
                }),
            TestingStep.fine("Switch", diary));
    try (var testing = new TestingOperations(type)) {
      var ended = testing.end(testing.submit(type, TestingStep.INPUT));

      assertThat(ended.summary().state()).isEqualTo(OperationState.FAILED);
      assertThat(ended.problem()).contains(FULL);
      assertThat(diary)
          .containsExactly(
              "do Build", "do Notify", "do Migrate", "undo Migrate", "undo Notify", "undo Build");
      assertThat(ended.summary().outcome())
          .matches(
              "failed after [0-9.]+ m?s: the disk is full; undone Build, Notify, Migrate; stays: mails"
                  + " that were sent");
    }
  }

  @Test
  void anUndoThatFailsAsksForAPerson() throws Exception {
    var broken = new AtomicInteger(1);
    var type =
        TestingType.of(
            TestingStep.fine("Build", diary),
            TestingStep.fine("Switch", diary)
                .undoing(
                    (context, output) -> {
                      if (broken.get() == 1) {
                        throw FULL.exception();
                      }
                      return Undone.with("switched back");
                    }),
            TestingStep.of(
                "Verify",
                diary,
                context -> {
                  throw FULL.exception();
                }));
    try (var testing = new TestingOperations(type)) {
      var number = testing.submit(type, TestingStep.INPUT);
      var attention = testing.end(number);
      assertThat(attention.summary().state()).isEqualTo(OperationState.NEEDS_ATTENTION);
      assertThat(attention.summary().outcome())
          .isEqualTo(
              "the undo of Switch failed: the disk is full. True now: not undone Switch, Build;"
                  + " undone Verify");

      var next = testing.submit(type, TestingStep.INPUT);
      assertThat(testing.operations().show(next).summary().state())
          .isEqualTo(OperationState.QUEUED);
      broken.set(0);
      testing.operations().settle(number, Settlement.UNDO_AGAIN, TestingOperations.ALICE);

      assertThat(testing.end(number).summary().state()).isEqualTo(OperationState.FAILED);
      assertThat(testing.end(next).summary().state()).isEqualTo(OperationState.FAILED);
    }
  }

  @Test
  void aStepIsTriedAgainAndItsOutputReachesLaterOnes() throws Exception {
    var tries = new AtomicInteger();
    var type =
        TestingType.of(
            TestingStep.of(
                    "Push",
                    diary,
                    context -> {
                      if (tries.incrementAndGet() < 3) {
                        throw FULL.exception();
                      }
                      return Result.done(new Number(context.attempt()));
                    })
                .retrying(Retry.times(3).pausing(Duration.ofMillis(1))));
    try (var testing = new TestingOperations(type)) {
      var ended = testing.end(testing.submit(type, TestingStep.INPUT));

      assertThat(ended.summary().state()).isEqualTo(OperationState.SUCCEEDED);
      assertThat(ended.steps().getFirst().attempt()).isEqualTo(3);
      assertThat(testing.happenings(ended.summary().number()))
          .contains(
              new Happening.StepRetries(2, 3, Duration.ofMillis(1), "the disk is full"),
              new Happening.StepRetries(3, 3, Duration.ofMillis(2), "the disk is full"));
    }
  }

  @Test
  void aStepThatTakesTooLongIsStoppedAndUndone() throws Exception {
    var type =
        TestingType.of(
            TestingStep.of(
                    "Build",
                    diary,
                    context -> {
                      Thread.sleep(Duration.ofMinutes(5));
                      return Result.done(new Number(1));
                    })
                .within(Duration.ofMillis(200)));
    try (var testing = new TestingOperations(type)) {
      var ended = testing.end(testing.submit(type, TestingStep.INPUT));

      assertThat(ended.problem().orElseThrow().text())
          .isEqualTo(
              "step Build was not done after 200 ms and was stopped"
                  + System.lineSeparator()
                  + "Hint: look at the step's log for what it waited for");
      assertThat(diary).containsExactly("do Build", "undo Build");
    }
  }

  @Test
  void anOperationEndsAtItsDeadlineEvenWhenItOnlyWaits() throws Exception {
    var type =
        TestingType.of(
                TestingStep.of(
                    "Approve",
                    diary,
                    context ->
                        context.signals("approval").isEmpty()
                            ? Result.waiting(Wait.forSignal("approval", "approval by cto"))
                            : Result.done(new Number(1))))
            .within(Duration.ofMillis(300));
    try (var testing = new TestingOperations(type)) {
      var ended = testing.end(testing.submit(type, TestingStep.INPUT));

      assertThat(ended.summary().state()).isEqualTo(OperationState.FAILED);
      assertThat(ended.problem().orElseThrow().fact())
          .isEqualTo("operation 1 did not end within 300 ms");
    }
  }

  @Test
  void waitsForASignalAndForATimeWithoutAThread() throws Exception {
    var type =
        TestingType.of(
            TestingStep.of(
                "Approve",
                diary,
                context -> {
                  var given = context.signals("approval/7");
                  return given.isEmpty()
                      ? Result.waiting(Wait.forSignal("approval/7", "approval by cto"))
                      : Result.done(
                          new Number(given.size()), "approved by " + given.getFirst().who());
                }),
            TestingStep.of(
                "Soak",
                diary,
                context -> {
                  Instant until = context.began().plusMillis(700);
                  return context.now().isBefore(until)
                      ? Result.waiting(Wait.until(until, "soaks"))
                      : Result.done(new Number(2));
                }));
    try (var testing = new TestingOperations(type)) {
      var number = testing.submit(type, TestingStep.INPUT);
      testing.await(number, event -> event.what() instanceof Happening.Waits);
      var waiting = testing.operations().show(number);
      assertThat(waiting.summary().state()).isEqualTo(OperationState.WAITING);
      assertThat(waiting.waitsFor()).contains("approval/7");
      assertThat(waiting.worker()).isEmpty();
      testing.operations().signal("approval/7", "cto", new Number(1));

      var ended = testing.end(number);
      assertThat(ended.summary().state()).isEqualTo(OperationState.SUCCEEDED);
      assertThat(ended.steps().getFirst().summary()).isEqualTo("approved by cto");
      assertThat(diary).containsExactly("do Approve", "do Approve", "do Soak", "do Soak");
    }
  }
}
