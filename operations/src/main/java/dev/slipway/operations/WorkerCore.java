package dev.slipway.operations;

import dev.slipway.kit.Problem;
import dev.slipway.kit.ProblemException;
import dev.slipway.operations.journal.LeaseLostException;
import dev.slipway.operations.journal.LeasedOperation;
import dev.slipway.operations.journal.Leases;
import dev.slipway.operations.journal.Lookout;
import dev.slipway.operations.journal.OperationRow;
import dev.slipway.operations.journal.StoreAwayException;
import dev.slipway.operations.journal.Strandings;
import dev.slipway.operations.journal.Transactions;
import dev.slipway.operations.journal.WorkerRow;
import dev.slipway.operations.process.LiveProcess;
import dev.slipway.protocol.operation.Request;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;

/**
 * What a worker does, without its threads: the simulation calls these in an order of its own.
 * Everything here may be called again after it failed.
 */
final class WorkerCore {
  private static final System.Logger LOG = System.getLogger(WorkerCore.class.getName());
  private static final int MOST_CLAIMED = 100;

  /** Longer than the control planes of one upgrade take to follow one another. */
  private static final Duration STRANDED_AFTER = Duration.ofSeconds(15);

  private final OperationTypes types;
  private final Transactions transactions;
  private final InstantSource clock;
  private final WorkerSettings settings;
  private final Performer performer;
  private final LongConsumer recorded;
  private final String place = LiveProcess.place();

  /**
   * By fencing number: after a lost lease the same operation may run twice here, once to its stop.
   */
  private final Map<Long, Running> running = new ConcurrentHashMap<>();

  private final Map<Long, Seen> others = new HashMap<>();
  private volatile long id;
  private volatile Instant lastBeat = Instant.MIN;

  private record Running(OperationRow row, Stops stops, HeldPen pen) {}

  /** When a beat of another worker was first seen, by our own clock. */
  private record Seen(long beats, Instant since) {}

  WorkerCore(
      OperationTypes types,
      Transactions transactions,
      InstantSource clock,
      WorkerSettings settings,
      Performer performer,
      LongConsumer recorded) {
    this.types = types;
    this.transactions = transactions;
    this.clock = clock;
    this.settings = settings;
    this.performer = performer;
    this.recorded = recorded;
  }

  long id() {
    return id;
  }

  int runningNow() {
    return running.size();
  }

  /** Enters itself in the list of workers; what an earlier life of it still had becomes due. */
  void register() {
    var self = ProcessHandle.current();
    var before = clock.instant();
    var old = id;
    id =
        transactions.transact(
            handle -> {
              if (old != 0) {
                Leases.leave(handle, old, now());
              }
              var row =
                  new WorkerRow(
                      0, settings.name(), place, self.pid(), LiveProcess.startedAt(self), 0);
              return Leases.register(handle, row, types.versions(), now());
            });
    lastBeat = before;
  }

  /** Says that it lives. When others have taken it for dead it begins anew, under a new number. */
  void beat() {
    var before = clock.instant();
    if (transactions.transact(handle -> Leases.beat(handle, id))) {
      lastBeat = before;
    } else {
      LOG.log(
          System.Logger.Level.WARNING, "{0} was taken for dead: it begins anew", settings.name());
      loseLeases();
      register();
    }
  }

  /**
   * True when it could not beat for so long that others may take its operations; then it must stop
   * them.
   */
  boolean isCutOff() {
    return clock.instant().isAfter(lastBeat.plus(settings.givesUpAfter()));
  }

  void loseLeases() {
    running.values().forEach(run -> run.stops().loseLease());
    running.clear();
  }

  /** Looks at the other workers and takes from the dead: how many operations became due. */
  int observe() {
    var seenNow = new HashMap<Long, Seen>();
    var due = 0;
    for (var other : transactions.transact(Leases::workers)) {
      if (other.id() == id) {
        continue;
      }
      var before = others.get(other.id());
      var seen =
          before != null && before.beats() == other.beats()
              ? before
              : new Seen(other.beats(), clock.instant());
      seenNow.put(other.id(), seen);
      if (isGone(other) || !clock.instant().isBefore(seen.since().plus(settings.deadAfter()))) {
        due += bury(other);
      }
    }
    others.clear();
    others.putAll(seenNow);
    tellStranded();
    return due + transactions.transact(handle -> Leases.releaseOrphans(handle, now()));
  }

  /** The alarm: what no worker knows is said where everybody sees it, and in our own log. */
  private void tellStranded() {
    var before = now().minus(STRANDED_AFTER);
    var stranded =
        transactions.transact(
            handle -> Strandings.mark(handle, before, row -> Problems.stranded(row).fact(), now()));
    for (var row : stranded) {
      var problem = Problems.stranded(row);
      LOG.log(System.Logger.Level.ERROR, problem.fact() + ". Hint: " + problem.hint());
      recorded.accept(row.number());
    }
  }

  /** On our own machine nothing has to be waited for: the process is there or it isn't. */
  private boolean isGone(WorkerRow other) {
    return other.place().equals(place) && !LiveProcess.lives(other.pid(), other.pidStarted());
  }

  private int bury(WorkerRow dead) {
    var taken = transactions.transact(handle -> Leases.bury(handle, dead, now()));
    taken.ifPresent(
        operations ->
            LOG.log(
                operations == 0 ? System.Logger.Level.DEBUG : System.Logger.Level.WARNING,
                "worker {0} is dead: {1} operations are taken over",
                dead.name(),
                operations));
    return taken.orElse(0);
  }

  /** Takes what is due, as far as there is room. */
  List<OperationRow> claim() {
    var room = Math.min(settings.capacity() - running.size(), MOST_CLAIMED);
    if (room <= 0) {
      return List.of();
    }
    return transactions.transact(handle -> Leases.claim(handle, id, types.versions(), room, now()));
  }

  /**
   * Makes due again what the store says is ours and nobody here runs: a claim whose answer was
   * lost.
   */
  int releaseForgotten() {
    return transactions.transact(handle -> Leases.releaseForgotten(handle, id, numbers(), now()));
  }

  private List<Long> numbers() {
    return running.values().stream().map(run -> run.row().number()).toList();
  }

  /**
   * Enters a claimed operation among those that run; {@link #run} follows, maybe on another thread.
   */
  Stops admit(OperationRow row) {
    var stops = new Stops();
    row.cancel().ifPresent(stops::cancel);
    var pen = new LeasedOperation(transactions, row, new RunLookout(stops));
    running.put(row.fence(), new Running(row, stops, new HeldPen(pen)));
    return stops;
  }

  private final class RunLookout implements Lookout {
    private final Stops stops;

    RunLookout(Stops stops) {
      this.stops = stops;
    }

    @Override
    public boolean leaseHeld() {
      return stops.leaseHeld();
    }

    @Override
    public void recorded(long operation) {
      recorded.accept(operation);
    }
  }

  void run(OperationRow row) {
    var admitted = running.get(row.fence());
    if (admitted == null) {
      return;
    }
    try {
      types.find(row.type()).ifPresent(type -> run(type, admitted));
    } catch (LeaseLostException e) {
      LOG.log(System.Logger.Level.DEBUG, e.getMessage());
    } catch (StoreAwayException e) {
      // It is ours by the store's word and not among those that run: soon it is made due again.
      LOG.log(System.Logger.Level.WARNING, "operation {0}: {1}", row.number(), e.getMessage());
    } finally {
      running.remove(row.fence(), admitted);
    }
  }

  private <I extends Record> void run(BoundType<I> type, Running admitted) {
    try {
      var input = type.input(admitted.row());
      var footing = new Footing<>(type, input, clock, performer, settings.name());
      new Run<>(footing, admitted.pen(), admitted.stops()).run();
    } catch (LeaseLostException | StoreAwayException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "operation " + admitted.row().number() + " broke", e);
      Breakdown.record(admitted.pen().get(), problem(e), now());
    }
  }

  private static Problem problem(RuntimeException e) {
    return e instanceof ProblemException known ? known.problem() : Problems.broke(e);
  }

  /** Stops those that somebody asked to cancel. */
  void cancelRequested() {
    for (var row : transactions.transact(handle -> Leases.toCancel(handle, id))) {
      running.values().stream()
          .filter(run -> run.row().number() == row.number())
          .forEach(run -> run.stops().cancel(row.cancel().orElse(new Request("", "", ""))));
    }
  }

  /** Records what steps said since the last time. */
  void flush() {
    for (var run : running.values()) {
      try {
        run.pen().get().flush();
      } catch (LeaseLostException e) {
        LOG.log(System.Logger.Level.DEBUG, e.getMessage());
      }
    }
  }

  void closeRuns() {
    running.values().forEach(run -> run.stops().close());
  }

  void shutDownRuns() {
    running.values().forEach(run -> run.stops().shutDown());
  }

  void leave() {
    transactions.transact(
        handle -> {
          Leases.leave(handle, id, now());
          return id;
        });
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
