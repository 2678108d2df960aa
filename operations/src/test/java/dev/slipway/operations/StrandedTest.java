package dev.slipway.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.kit.ProblemException;
import dev.slipway.operations.TestingType.Number;
import dev.slipway.operations.journal.Filter;
import dev.slipway.protocol.operation.Happening;
import dev.slipway.protocol.operation.OperationState;
import dev.slipway.store.testing.TestingStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A newer Slipway began it, and only an older one is left: nobody here knows how it goes on. */
final class StrandedTest {
  private static final String FACT =
      "operation 1 stands still: no control plane on this store knows deploy version 2";

  private final TestingStore store = TestingStore.fresh(Operations.SCHEMA);
  private final List<String> diary = TestingStep.diary();
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
  private final InstantSource clock = now::get;

  private final TestingType old =
      new TestingType("deploy", 1, List.of(TestingStep.fine("Build", diary)), Optional.empty());
  private final TestingType newer =
      new TestingType(
          "deploy",
          2,
          List.of(
              TestingStep.fine("Build", diary),
              TestingStep.of(
                  "Approve",
                  diary,
                  context ->
                      context.signals("go").isEmpty()
                          ? Result.waiting(Wait.forSignal("go", "approval"))
                          : Result.done(new Number(1)))),
          Optional.empty());

  @AfterEach
  void close() throws Exception {
    store.close();
  }

  private Operations operations(OperationType<?> type) {
    return new Operations(store.store(), OperationTypes.of(type), clock);
  }

  private static long submit(Operations operations, TestingType type) {
    return operations.submit(
        type, TestingStep.INPUT, TestingOperations.ALICE, WhenBusy.QUEUE, Optional.empty());
  }

  /** Begun by the newer version; the approval comes when only the older one is there. */
  private long begunByTheNewer() throws Exception {
    try (var before = operations(newer);
        var worker = new Worker(before, WorkerSettings.named("new")).start()) {
      var number = submit(before, newer);
      await(before, number, Happening.Waits.class);
      return number;
    }
  }

  private static void await(Operations operations, long number, Class<? extends Happening> wanted)
      throws Exception {
    var last = 0L;
    while (true) {
      var events = operations.awaitEvents(number, last, TestingOperations.SOON);
      assertThat(events).as("what comes after event %d", last).isNotEmpty();
      if (events.stream().anyMatch(event -> wanted.isInstance(event.what()))) {
        return;
      }
      last = events.getLast().number();
    }
  }

  /** Due, and for longer than any upgrade takes. */
  private void strand(Operations operations, long number) throws Exception {
    operations.signal("go", "cto", new Number(1));
    now.updateAndGet(before -> before.plus(Duration.ofMinutes(1)));
    await(operations, number, Happening.Stranded.class);
  }

  @Test
  void isToldAndGoesOnWhenAVersionThatKnowsItIsBack() throws Exception {
    var number = begunByTheNewer();
    try (var operations = operations(old);
        var worker = new Worker(operations, WorkerSettings.named("old")).start()) {
      strand(operations, number);

      var detail = operations.show(number);
      assertThat(detail.summary().state()).isEqualTo(OperationState.WAITING);
      assertThat(detail.summary().outcome()).isEqualTo(FACT);
      assertThat(detail.problem().orElseThrow().hint())
          .isEqualTo(
              "start the version of Slipway that began it and it goes on, or end it as it is:"
                  + " slipway operation accept 1");
      assertThat(operations.list(Filter.newest(5)).operations().getFirst().outcome())
          .isEqualTo("stands still: nobody knows deploy version 2");
      assertThatThrownBy(
              () -> operations.settle(number, Settlement.UNDO_AGAIN, TestingOperations.ALICE))
          .isInstanceOf(ProblemException.class)
          .hasMessageStartingWith("SLIP-3021 operation 1 can't be undone by a version that");
    }
    try (var operations = operations(newer);
        var worker = new Worker(operations, WorkerSettings.named("new")).start()) {
      var ended = operations.awaitEnd(number, TestingOperations.SOON);
      assertThat(ended.summary().state()).isEqualTo(OperationState.SUCCEEDED);
      assertThat(ended.problem()).isEmpty();
      assertThat(operations.list(Filter.newest(5)).operations().getFirst().outcome())
          .startsWith("succeeded after");
    }
  }

  @Test
  void isAcceptedAsItIsAndFreesItsTarget() throws Exception {
    var number = begunByTheNewer();
    try (var operations = operations(old);
        var worker = new Worker(operations, WorkerSettings.named("old")).start()) {
      var next = submit(operations, old);
      strand(operations, number);
      assertThat(operations.show(next).summary().state()).isEqualTo(OperationState.QUEUED);

      operations.settle(number, Settlement.ACCEPT, TestingOperations.ALICE);

      var accepted = operations.show(number).summary();
      assertThat(accepted.state()).isEqualTo(OperationState.FAILED);
      assertThat(accepted.outcome())
          .isEqualTo(FACT + "; Build done, Approve waiting; accepted as it is by alice");
      assertThat(operations.events(number, 0).getLast().what())
          .isEqualTo(
              new Happening.Ended(OperationState.FAILED, accepted.outcome(), Optional.empty()));
      assertThat(operations.awaitEnd(next, TestingOperations.SOON).summary().state())
          .isEqualTo(OperationState.SUCCEEDED);
    }
  }

  @Test
  void oneThatHasToWaitItsTurnIsNotTakenForOne() throws Exception {
    try (var operations = operations(old)) {
      // Nobody runs it yet, and nobody is there to say so either.
      var number = submit(operations, old);
      now.updateAndGet(before -> before.plus(Duration.ofMinutes(1)));
      try (var worker = new Worker(operations, WorkerSettings.named("old")).start()) {
        operations.awaitEnd(number, TestingOperations.SOON);
      }
      assertThat(operations.events(number, 0))
          .noneMatch(event -> event.what() instanceof Happening.Stranded);
    }
  }
}
