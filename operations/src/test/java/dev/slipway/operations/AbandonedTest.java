package dev.slipway.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.operations.TestingType.Input;
import dev.slipway.operations.TestingType.Number;
import dev.slipway.protocol.operation.Happening;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;

/** Whoever keeps a record of an operation is told when it ends and no undo of its steps runs. */
final class AbandonedTest {
  private final List<String> diary = TestingStep.diary();
  private final List<String> abandoned = new CopyOnWriteArrayList<>();
  private final CountDownLatch open = new CountDownLatch(1);

  private record Recorded(List<Step<Input, ?>> steps, List<String> abandoned)
      implements OperationType<Input> {
    @Override
    public String name() {
      return "deploy";
    }

    @Override
    public Class<Input> input() {
      return Input.class;
    }

    @Override
    public String target(Input input) {
      return input.target();
    }

    @Override
    public String title(Input input) {
      return input.text();
    }

    @Override
    public void abandoned(Handle handle, Input input) {
      // In the very transaction: what is written here is kept if and only if the end is.
      assertThat(handle.isInTransaction()).isTrue();
      abandoned.add(input.text());
    }
  }

  @Test
  void whenItIsCancelledOrReplacedBeforeItBeganOrAcceptedAsItIs() throws Exception {
    var type =
        new Recorded(
            List.of(
                TestingStep.of(
                        "Migrate",
                        diary,
                        context -> {
                          open.await();
                          return Result.done(new Number(1));
                        })
                    .undoing(
                        (context, output) -> {
                          throw new IllegalStateException("no way back");
                        })),
            abandoned);
    try (var testing = new TestingOperations(type)) {
      var first = testing.submit(type, new Input("ledger/production", "v1"));
      testing.await(first, event -> event.what() instanceof Happening.StepBegan);
      var second = testing.submit(type, new Input("ledger/production", "v2"));
      testing.submit(type, new Input("ledger/production", "v3"));
      testing.operations().cancel(second, TestingOperations.ALICE);
      assertThat(abandoned).containsExactly("v2");

      testing
          .operations()
          .submit(
              type,
              new Input("ledger/production", "v4"),
              TestingOperations.ALICE,
              WhenBusy.REPLACE_QUEUED);
      assertThat(abandoned).containsExactly("v2", "v3");

      testing.operations().cancel(first, TestingOperations.ALICE);
      testing.end(first);
      assertThat(abandoned).containsExactly("v2", "v3");
      testing.operations().settle(first, Settlement.ACCEPT, TestingOperations.ALICE);
      assertThat(abandoned).containsExactly("v2", "v3", "v1");
      open.countDown();
    }
  }
}
