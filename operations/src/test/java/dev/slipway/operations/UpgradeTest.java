package dev.slipway.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.operations.TestingType.Input;
import dev.slipway.operations.TestingType.Number;
import dev.slipway.protocol.operation.OperationDetail;
import dev.slipway.protocol.operation.OperationState;
import dev.slipway.store.testing.TestingStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** An operation that was begun by one version of Slipway and is met half way by the next. */
final class UpgradeTest {
  private static final String GO = "go/";

  private final List<String> diary = TestingStep.diary();
  private final TestingStore store = TestingStore.fresh(Operations.SCHEMA);

  /** What the next version of the type says. */
  private record Next(List<Step<Renamed, ?>> steps, List<Step<Renamed, ?>> retired, Upgrade policy)
      implements OperationType<Next.Renamed> {

    /** The input's field was called text before. */
    record Renamed(String target, String release) {}

    @Override
    public String name() {
      return "deploy";
    }

    @Override
    public int version() {
      return 2;
    }

    @Override
    public Class<Renamed> input() {
      return Renamed.class;
    }

    @Override
    public String target(Renamed input) {
      return input.target();
    }

    @Override
    public String title(Renamed input) {
      return input.release();
    }

    @Override
    public Upgrade upgradeFrom(int version) {
      return policy;
    }

    @Override
    public ObjectNode upgradeInput(int version, ObjectNode recorded) {
      recorded.set("release", recorded.remove("text"));
      return recorded;
    }
  }

  private record Noted(String name, List<String> diary) implements Step<Next.Renamed, Number> {
    @Override
    public Result<Number> perform(StepContext<Next.Renamed> context) {
      diary.add("do " + name + " of " + context.input().release() + " by 2");
      return Result.done(new Number(2));
    }

    @Override
    public Undone undo(StepContext<Next.Renamed> context, Optional<Number> output) {
      diary.add("undo " + name + " by 2, " + output.map(Number::value).orElse(0));
      return Undone.nothing();
    }
  }

  @AfterEach
  void close() throws Exception {
    store.close();
  }

  private TestingType first() {
    return TestingType.of(
        TestingStep.fine("Build", diary),
        TestingStep.of(
            "Approve",
            diary,
            context -> {
              var key = GO + context.operation();
              return context.signals(key).isEmpty()
                  ? Result.waiting(Wait.forSignal(key, "approval"))
                  : Result.done(new Number(1));
            }),
        TestingStep.fine("Switch", diary));
  }

  /** Begins under version 1, stops at the approval, and goes on under version 2. */
  private OperationDetail across(Next next) throws Exception {
    var old = first();
    var number = 0L;
    try (var operations = operations(old);
        var worker = new Worker(operations, WorkerSettings.named("old")).start()) {
      number =
          operations.submit(
              old,
              new Input("ledger/production", "v53"),
              TestingOperations.ALICE,
              WhenBusy.QUEUE,
              Optional.empty());
      awaitRest(operations, number);
    }
    try (var operations = operations(next);
        var worker = new Worker(operations, WorkerSettings.named("new")).start()) {
      operations.signal(GO + number, "cto", new Number(1));
      return operations.awaitEnd(number, TestingOperations.SOON);
    }
  }

  /** Event by event: whoever asks for what comes after the last one waits for nothing. */
  private static void awaitRest(Operations operations, long number) throws Exception {
    var last = 0L;
    while (operations.show(number).summary().state() != OperationState.WAITING) {
      var events = operations.awaitEvents(number, last, TestingOperations.SOON);
      assertThat(events).as("what comes after event %d", last).isNotEmpty();
      last = events.getLast().number();
    }
  }

  private Operations operations(OperationType<?> type) {
    return new Operations(store.store(), OperationTypes.of(type), InstantSource.system());
  }

  @Test
  void isFinishedByItsOldListWithRetiredSteps() throws Exception {
    var next =
        new Next(
            List.of(
                new Noted("Build", diary), new Noted("Scan", diary), new Noted("Switch", diary)),
            List.of(new Noted("Approve", diary)),
            OperationType.Upgrade.FINISH);

    var ended = across(next);

    assertThat(ended.summary().state()).isEqualTo(OperationState.SUCCEEDED);
    assertThat(ended.version()).isEqualTo(1);
    assertThat(diary)
        .containsExactly(
            "do Build", "do Approve", "do Approve of v53 by 2", "do Switch of v53 by 2");
  }

  @Test
  void isUndoneWhenTheNextVersionDoesNotFinishIt() throws Exception {
    var next =
        new Next(
            List.of(new Noted("Build", diary), new Noted("Switch", diary)),
            List.of(new Noted("Approve", diary)),
            OperationType.Upgrade.UNDO);

    var ended = across(next);

    assertThat(ended.summary().state()).isEqualTo(OperationState.FAILED);
    assertThat(ended.problem().orElseThrow().fact())
        .isEqualTo(
            "operation 1 was begun under version 1 of deploy, which version 2 does not finish");
    assertThat(diary)
        .containsExactly("do Build", "do Approve", "undo Approve by 2, 0", "undo Build by 2, 5");
  }

  @Test
  void isUndoneWhenAPlannedStepIsGoneAndAsksForAPersonWhenAnUndoIsGone() throws Exception {
    var ended =
        across(
            new Next(
                List.of(new Noted("Build", diary)),
                List.of(new Noted("Approve", diary)),
                OperationType.Upgrade.FINISH));
    assertThat(ended.summary().state()).isEqualTo(OperationState.FAILED);
    assertThat(ended.problem().orElseThrow().fact())
        .isEqualTo("step Switch of deploy version 1 is not known to version 2");

    var stuck =
        across(
            new Next(List.of(new Noted("Build", diary)), List.of(), OperationType.Upgrade.FINISH));
    assertThat(stuck.summary().state()).isEqualTo(OperationState.NEEDS_ATTENTION);
    assertThat(stuck.summary().outcome())
        .isEqualTo(
            "the undo of Approve failed: step Approve of deploy can't be undone: this version"
                + " doesn't know it. True now: not undone Approve, Build");
  }

  @Test
  void anOlderWorkerLeavesNewerOperationsAlone() throws Exception {
    var next =
        new Next(List.of(new Noted("Build", diary)), List.of(), OperationType.Upgrade.FINISH);
    var number = 0L;
    try (var newer = operations(next)) {
      number =
          newer.submit(
              next,
              new Next.Renamed("ledger/production", "v54"),
              TestingOperations.ALICE,
              WhenBusy.QUEUE,
              Optional.empty());
    }
    var old = first();
    try (var operations = operations(old);
        var worker = new Worker(operations, WorkerSettings.named("old")).start()) {
      var other =
          operations.submit(
              old,
              new Input("other/production", "v1"),
              TestingOperations.ALICE,
              WhenBusy.QUEUE,
              Optional.empty());
      var seen = operations.awaitEvents(other, 2, TestingOperations.SOON);
      assertThat(seen).isNotEmpty();
      assertThat(operations.show(number).summary().state()).isEqualTo(OperationState.QUEUED);
      assertThat(operations.events(number, 0))
          .extracting(event -> event.what().getClass().getSimpleName())
          .containsExactly("Requested");
    }
  }
}
