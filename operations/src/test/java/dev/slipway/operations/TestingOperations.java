package dev.slipway.operations;

import dev.slipway.protocol.operation.Happening;
import dev.slipway.protocol.operation.OperationDetail;
import dev.slipway.protocol.operation.OperationEvent;
import dev.slipway.protocol.operation.Request;
import dev.slipway.store.testing.TestingStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Operations on a store of their own with one worker, as a control plane has them. */
final class TestingOperations implements AutoCloseable {
  static final Request ALICE = new Request("alice", "cli on laptop-7", "a test");
  static final Duration SOON = Duration.ofSeconds(20);

  private final TestingStore store = TestingStore.fresh(Operations.SCHEMA);
  private final Operations operations;
  private final Worker worker;

  TestingOperations(OperationType<?>... types) {
    operations = new Operations(store.store(), OperationTypes.of(types), InstantSource.system());
    worker = new Worker(operations, WorkerSettings.named("worker-1")).start();
  }

  Operations operations() {
    return operations;
  }

  TestingStore store() {
    return store;
  }

  <I extends Record> long submit(OperationType<I> type, I input) {
    return operations.submit(type, input, ALICE, WhenBusy.QUEUE, Optional.empty());
  }

  OperationDetail end(long number) throws InterruptedException {
    return operations.awaitEnd(number, SOON);
  }

  List<Happening> happenings(long number) {
    return operations.events(number, 0).stream().map(OperationEvent::what).toList();
  }

  /** The first event that fits, waiting for it. */
  OperationEvent await(long number, Predicate<OperationEvent> wanted) throws InterruptedException {
    var after = 0L;
    var end = System.nanoTime() + SOON.toNanos();
    while (System.nanoTime() < end) {
      for (var event : operations.awaitEvents(number, after, Duration.ofSeconds(1))) {
        if (wanted.test(event)) {
          return event;
        }
        after = event.number();
      }
    }
    throw new AssertionError("it did not happen: " + happenings(number));
  }

  @Override
  public void close() throws Exception {
    worker.close();
    operations.close();
    store.close();
  }
}
