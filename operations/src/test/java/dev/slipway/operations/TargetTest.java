package dev.slipway.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.kit.ProblemException;
import dev.slipway.operations.TestingType.Input;
import dev.slipway.operations.TestingType.Number;
import dev.slipway.operations.journal.Filter;
import dev.slipway.protocol.operation.Happening;
import dev.slipway.protocol.operation.OperationState;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** One changing operation for each target; what becomes of the others. */
final class TargetTest {
  private final List<String> diary = TestingStep.diary();
  private final CountDownLatch open = new CountDownLatch(1);
  private final TestingType gated =
      TestingType.of(
          TestingStep.of(
              "Migrate",
              diary,
              context -> {
                open.await();
                return Result.done(new Number(1));
              }));

  @Test
  void theSecondRequestQueuesAndGoesOnWhenTheFirstHasEnded() throws Exception {
    try (var testing = new TestingOperations(gated)) {
      var first = testing.submit(gated, TestingStep.INPUT);
      testing.await(first, event -> event.what() instanceof Happening.StepBegan);
      var second = testing.submit(gated, TestingStep.INPUT);
      var elsewhere = testing.submit(gated, new Input("ledger/staging", "v54"));
      testing.await(elsewhere, event -> event.what() instanceof Happening.StepBegan);

      assertThat(testing.happenings(second).getLast())
          .isEqualTo(
              new Happening.Queued(
                  first,
                  "operation 1 (deploy v53 → ledger/production, running, step Migrate, asked for by"
                      + " alice)"));
      open.countDown();
      assertThat(testing.end(second).summary().state()).isEqualTo(OperationState.SUCCEEDED);
      assertThat(testing.end(elsewhere).summary().state()).isEqualTo(OperationState.SUCCEEDED);
    }
  }

  @Test
  void aRefusalNamesTheHolderAndItsStep() throws Exception {
    try (var testing = new TestingOperations(gated)) {
      var first = testing.submit(gated, TestingStep.INPUT);
      testing.await(first, event -> event.what() instanceof Happening.StepBegan);

      assertThatThrownBy(
              () ->
                  testing
                      .operations()
                      .submit(
                          gated,
                          TestingStep.INPUT,
                          TestingOperations.ALICE,
                          WhenBusy.REFUSE,
                          Optional.empty()))
          .isInstanceOf(ProblemException.class)
          .hasMessageStartingWith(
              "SLIP-3001 ledger/production is held by operation 1 (deploy v53 → ledger/production,"
                  + " running, step Migrate, asked for by alice)");
      open.countDown();
    }
  }

  @Test
  void aNewerRequestReplacesTheOneThatQueues() throws Exception {
    try (var testing = new TestingOperations(gated)) {
      var first = testing.submit(gated, TestingStep.INPUT);
      testing.await(first, event -> event.what() instanceof Happening.StepBegan);
      var second = testing.submit(gated, TestingStep.INPUT);
      var third =
          testing
              .operations()
              .submit(
                  gated,
                  TestingStep.INPUT,
                  TestingOperations.ALICE,
                  WhenBusy.REPLACE_QUEUED,
                  Optional.empty());

      var replaced = testing.operations().show(second).summary();
      assertThat(replaced.state()).isEqualTo(OperationState.CANCELLED);
      assertThat(replaced.outcome()).isEqualTo("replaced by operation " + third);
      open.countDown();
      assertThat(testing.end(third).summary().state()).isEqualTo(OperationState.SUCCEEDED);
      assertThat(diary).containsExactly("do Migrate", "do Migrate");
    }
  }

  @Test
  void theSameKeyGivesTheSameOperationAndAnotherRequestIsRefused() throws Exception {
    open.countDown();
    try (var testing = new TestingOperations(gated)) {
      var key = Optional.of("push-8c1f2ab");
      var operations = testing.operations();
      var first =
          operations.submit(gated, TestingStep.INPUT, TestingOperations.ALICE, WhenBusy.QUEUE, key);

      assertThat(
              operations.submit(
                  gated, TestingStep.INPUT, TestingOperations.ALICE, WhenBusy.QUEUE, key))
          .isEqualTo(first);
      assertThatThrownBy(
              () ->
                  operations.submit(
                      gated,
                      new Input("ledger/production", "v54"),
                      TestingOperations.ALICE,
                      WhenBusy.QUEUE,
                      key))
          .hasMessageStartingWith(
              "SLIP-3003 the idempotency key of this deploy of ledger/production was used for"
                  + " something else: operation 1 (");
    }
  }

  @Test
  void aWaitMayLetOthersChangeTheTarget() throws Exception {
    var waits =
        TestingType.of(
            TestingStep.of(
                "Approve",
                diary,
                context ->
                    context.signals("go/" + context.operation()).isEmpty()
                        ? Result.waiting(
                            Wait.forSignal("go/" + context.operation(), "approval")
                                .releasingTarget())
                        : Result.done(new Number(1))));
    try (var testing = new TestingOperations(waits)) {
      var first = testing.submit(waits, TestingStep.INPUT);
      testing.await(first, event -> event.what() instanceof Happening.Waits);
      var second = testing.submit(waits, TestingStep.INPUT);
      testing.await(second, event -> event.what() instanceof Happening.Waits);
      testing.operations().signal("go/" + second, "cto", new Number(1));
      assertThat(testing.end(second).summary().state()).isEqualTo(OperationState.SUCCEEDED);
      testing.operations().signal("go/" + first, "cto", new Number(1));
      assertThat(testing.end(first).summary().state()).isEqualTo(OperationState.SUCCEEDED);
    }
  }

  @Test
  void theListIsPagedByTheKeyAndFiltered() throws Exception {
    open.countDown();
    try (var testing = new TestingOperations(gated)) {
      var last = 0L;
      for (var i = 0; i < 7; i++) {
        last = testing.submit(gated, new Input("app-" + i % 2 + "/production", "v" + i));
      }
      testing.end(last);
      var page = testing.operations().list(Filter.newest(3));
      assertThat(page.operations()).extracting(one -> one.number()).containsExactly(7L, 6L, 5L);
      assertThat(page.before()).contains(5L);
      var rest = testing.operations().list(Filter.newest(10).before(5));
      assertThat(rest.operations()).hasSize(4);
      assertThat(rest.before()).isEmpty();
      assertThat(
              testing
                  .operations()
                  .list(Filter.newest(10).ofTarget("app-1/production"))
                  .operations())
          .hasSize(3);
    }
  }
}
