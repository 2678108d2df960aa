package dev.slipway.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.kit.Problem;
import dev.slipway.operations.TestingType.Input;
import dev.slipway.operations.TestingType.Number;
import dev.slipway.operations.journal.Transactions;
import dev.slipway.protocol.operation.Happening;
import dev.slipway.protocol.operation.OperationEvent;
import dev.slipway.protocol.operation.OperationState;
import dev.slipway.store.Store;
import dev.slipway.store.testing.TestingStore;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jdbi.v3.core.ConnectionException;

/**
 * Workers on one thread, under a clock that the simulation moves, with death where it is wanted.
 */
final class Simulation implements AutoCloseable {
  private static final Duration TICK = Duration.ofSeconds(1);
  private static final int STEPS = 12;
  private static final int MOST_TICKS = 2_000;

  /** What the operation is to come to. */
  enum Fate {
    SUCCEEDS(OperationState.SUCCEEDED),
    FAILS(OperationState.FAILED),
    IS_CANCELLED(OperationState.CANCELLED);

    private final OperationState end;

    Fate(OperationState end) {
      this.end = end;
    }
  }

  enum Moment {
    BEFORE_COMMIT,
    AFTER_COMMIT
  }

  /** The process is gone: no code of it runs any more. */
  private static final class Death extends Error {
    private static final long serialVersionUID = 1;
  }

  /**
   * How a run came out.
   *
   * @param recovery the longest time from a death to the next step's begin
   */
  record Outcome(
      OperationState state, List<String> mistakes, List<OperationEvent> events, Duration recovery) {

    void check(Fate fate) {
      checkEnd(fate);
      assertThat(recovery).isLessThanOrEqualTo(Duration.ofSeconds(10));
    }

    /** Of a run with many deaths, where the next may come before the last was recovered from. */
    void checkEnd(Fate fate) {
      assertThat(state).isEqualTo(fate.end);
      assertThat(mistakes).isEmpty();
      assertThat(events.stream().map(OperationEvent::number))
          .containsExactlyElementsOf(LongStream.rangeClosed(1, events.size()).boxed().toList());
      assertThat(events.stream().filter(event -> event.what() instanceof Happening.Ended))
          .hasSize(1);
      assertThat(events.getLast().what()).isInstanceOf(Happening.Ended.class);
    }
  }

  private final TestingStore store = TestingStore.fresh(Operations.SCHEMA);
  private final Fate fate;
  private final TestingClock clock = new TestingClock();
  private final Operations operations;
  private final TestingType type;
  private Random chance = new Random(0);
  private double deathRate;
  private World world = new World();
  private Faults faults = new Faults();
  private WorkerCore worker;
  private Optional<Instant> diedAt = Optional.empty();
  private Duration recovery = Duration.ZERO;
  private int nesting;

  Simulation(Fate fate) {
    this.fate = fate;
    this.type =
        TestingType.of(
            IntStream.rangeClosed(1, STEPS).mapToObj(this::step).toArray(TestingSimStep[]::new));
    this.operations = new Operations(store.store(), OperationTypes.of(type), clock);
    operations.close();
    this.worker = newWorker();
  }

  static final class TestingClock implements InstantSource {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    void pass(Duration time) {
      now = now.plus(time);
    }
  }

  /** Dies at the given record, or by chance, or breaks the connection after a commit. */
  private final class Faults implements Transactions {
    private int records;
    private int deadly = -1;
    private Moment moment = Moment.BEFORE_COMMIT;

    @Override
    public <T> T transact(Store.Work<T> work) {
      var number = records++;
      if (isDeadly(number, Moment.BEFORE_COMMIT)) {
        throw new Death();
      }
      T result = store.store().transact(work);
      if (isDeadly(number, Moment.AFTER_COMMIT)) {
        throw new Death();
      }
      if (chance.nextDouble() < deathRate / 2) {
        throw new ConnectionException(new SQLException("the answer was lost", "08006"));
      }
      return result;
    }

    private boolean isDeadly(int number, Moment now) {
      return number == deadly && moment == now || chance.nextDouble() < deathRate / 4;
    }
  }

  private TestingSimStep step(int number) {
    return new TestingSimStep("Step-%02d".formatted(number), number);
  }

  /**
   * One of the twelve: makes a thing; some wait, one fails at first, one is where the fate is met.
   */
  private final class TestingSimStep implements Step<Input, Number> {
    private final String name;
    private final int number;

    TestingSimStep(String name, int number) {
      this.name = name;
      this.number = number;
    }

    private String thing(StepContext<Input> context) {
      return context.operation() + "/" + name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public Result<Number> perform(StepContext<Input> context) {
      mayDie();
      sayRecovered();
      if (number == 4 && context.now().isBefore(context.began().plusSeconds(5))) {
        return Result.waiting(Wait.until(context.began().plusSeconds(5), "soaks"));
      }
      if (number == 6 && world.first("fails " + context.operation())) {
        throw failing();
      }
      if (number == 9) {
        meetFate(context);
      }
      mayBePaused();
      world.make(context.fence(), thing(context));
      mayDie();
      return Result.done(new Number(number), "made");
    }

    @Override
    public Optional<Number> alreadyDone(StepContext<Input> context) {
      return world.has(thing(context)) ? Optional.of(new Number(number)) : Optional.empty();
    }

    @Override
    public Undone undo(StepContext<Input> context, Optional<Number> output) {
      mayDie();
      sayRecovered();
      mayBePaused();
      world.take(context.fence(), thing(context));
      mayDie();
      return Undone.with("taken");
    }

    @Override
    public Retry retry() {
      return number == 6 ? Retry.times(2) : Retry.never();
    }

    private void meetFate(StepContext<Input> context) {
      switch (fate) {
        case SUCCEEDS -> {}
        case FAILS -> throw failing();
        case IS_CANCELLED -> {
          operations.cancel(context.operation(), TestingOperations.ALICE);
          worker.cancelRequested();
          context.checkStop();
          throw new LeftToOthers();
        }
      }
    }
  }

  /** Thrown by a worker that was cut off and missed the cancel; what it does is refused anyway. */
  private static final class LeftToOthers extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private static RuntimeException failing() {
    return Problem.of(Problem.Kind.FAILED, "SLIP-9999", "it was meant to fail", "").exception();
  }

  private void mayDie() {
    if (chance.nextDouble() < deathRate) {
      throw new Death();
    }
  }

  /**
   * The worker stands still while its lease runs out and another one goes on; then it wakes and
   * knows nothing.
   */
  private void mayBePaused() {
    if (nesting > 0 || chance.nextDouble() >= deathRate) {
      return;
    }
    nesting++;
    var paused = worker;
    worker = newWorker();
    try {
      for (var i = 0; i < 12; i++) {
        tick();
      }
    } finally {
      worker = paused;
      nesting--;
    }
  }

  private void sayRecovered() {
    diedAt.ifPresent(
        then -> {
          var took = Duration.between(then, clock.instant());
          recovery = took.compareTo(recovery) > 0 ? took : recovery;
          diedAt = Optional.empty();
        });
  }

  private WorkerCore newWorker() {
    var core =
        new WorkerCore(
            OperationTypes.of(type),
            faults,
            clock,
            WorkerSettings.named("simulated"),
            Simulation::onThisThread,
            number -> {});
    while (true) {
      try {
        core.register();
        return core;
      } catch (Death | ConnectionException e) {
        // It died while it started: the next one starts.
      }
    }
  }

  private static <T> Ending<T> onThisThread(Callable<T> code, Duration limit, StopSwitch stop) {
    try {
      return new Ending.Returned<>(code.call());
    } catch (Exception e) {
      return stop.reason()
          .<Ending<T>>map(reason -> new Ending.Stopped<>(reason, false))
          .orElseGet(() -> new Ending.Threw<>(e));
    }
  }

  /** How many records an undisturbed run makes. */
  int recordsOfACalmRun() {
    faults.records = 0;
    run().check(fate);
    return faults.records;
  }

  Outcome dyingAt(int record, Moment moment) {
    faults.records = 0;
    faults.deadly = record;
    faults.moment = moment;
    return run();
  }

  /** Dies, stands still and loses answers at random instants. */
  Outcome chance(int seed) {
    chance = new Random(seed);
    deathRate = 0.05;
    return run();
  }

  private Outcome run() {
    world = new World();
    recovery = Duration.ZERO;
    diedAt = Optional.empty();
    var number =
        operations.submit(
            type, TestingStep.INPUT, TestingOperations.ALICE, WhenBusy.QUEUE, Optional.empty());
    for (var i = 0; i < MOST_TICKS && !ended(number); i++) {
      tick();
    }
    var state = operations.show(number).summary().state();
    return new Outcome(state, mistakes(number, state), operations.events(number, 0), recovery);
  }

  private boolean ended(long number) {
    return operations.show(number).summary().state().hasEnded();
  }

  private List<String> mistakes(long number, OperationState state) {
    var names = new ArrayList<String>();
    type.steps().forEach(step -> names.add(number + "/" + step.name()));
    return world.mistakes(names, state == OperationState.SUCCEEDED);
  }

  private void tick() {
    clock.pass(TICK);
    try {
      worker.beat();
      worker.observe();
      worker.cancelRequested();
      var claimed = worker.claim();
      claimed.forEach(worker::admit);
      claimed.forEach(worker::run);
      worker.releaseForgotten();
    } catch (Death e) {
      if (diedAt.isEmpty()) {
        diedAt = Optional.of(clock.instant());
      }
      worker = newWorker();
    } catch (ConnectionException e) {
      // The real worker's threads try again a moment later, too.
    }
  }

  @Override
  public void close() throws Exception {
    store.close();
  }
}
