package dev.slipway.operations;

import dev.slipway.operations.journal.LeaseLostException;
import dev.slipway.operations.journal.OperationRow;
import dev.slipway.operations.journal.StoreTransactions;
import dev.slipway.operations.journal.Transactions;
import dev.slipway.operations.process.Marked;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs operations: the threads around {@link WorkerCore}. Any number of workers, in any number of
 * processes, share the work of one store.
 */
public final class Worker implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Worker.class.getName());
  private static final Duration LOOK_ANYWAY = Duration.ofMillis(500);
  private static final Duration FLUSH = Duration.ofMillis(200);
  private static final Duration CLOSING = Duration.ofSeconds(5);
  private static final Duration STOPPING = Duration.ofSeconds(2);

  private final WorkerSettings settings;
  private final WorkerCore core;
  private final Operations operations;
  private final Semaphore due = new Semaphore(0);
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean closing;
  private volatile boolean closed;

  public Worker(Operations operations, WorkerSettings settings) {
    this(operations, settings, new StoreTransactions(operations.store(), settings.givesUpAfter()));
  }

  Worker(Operations operations, WorkerSettings settings, Transactions transactions) {
    this.operations = operations;
    this.settings = settings;
    this.core =
        new WorkerCore(
            operations.types(),
            transactions,
            operations.clock(),
            settings,
            new ThreadPerformer(),
            number -> operations.bell().ring(Bell.Tune.EVENTS, number));
  }

  /** Kills what a dead worker of this machine left running, then begins to take operations. */
  public Worker start() {
    var orphans = Marked.killOrphans();
    if (orphans > 0) {
      LOG.log(System.Logger.Level.WARNING, "killed {0} processes of a dead worker", orphans);
    }
    core.register();
    core.observe();
    operations.bell().hear(Bell.Tune.DUE, any -> due.release());
    operations.bell().hear(Bell.Tune.CANCEL, any -> quietly(core::cancelRequested));
    thread("operations-claim", this::claimAll);
    thread("operations-beat", this::beatAll);
    thread("operations-watchdog", this::watchAll);
    thread("operations-flush", this::flushAll);
    return this;
  }

  private void thread(String name, Runnable work) {
    threads.add(Thread.ofPlatform().daemon().name(name).start(work));
  }

  private void claimAll() {
    var lastLook = System.nanoTime();
    while (!closing) {
      try {
        var claimed = core.claim();
        claimed.forEach(this::begin);
        if (System.nanoTime() - lastLook > TimeUnit.SECONDS.toNanos(1)) {
          lastLook = System.nanoTime();
          core.releaseForgotten();
        }
        if (claimed.isEmpty() && due.tryAcquire(LOOK_ANYWAY.toMillis(), TimeUnit.MILLISECONDS)) {
          due.drainPermits();
        }
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        pauseAfter(e);
      }
    }
  }

  private void begin(OperationRow row) {
    core.admit(row);
    Thread.ofVirtual().name("operation-" + row.number()).start(() -> run(row));
  }

  private void run(OperationRow row) {
    try {
      core.run(row);
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "operation " + row.number() + " was dropped", e);
    } finally {
      // The next in this target's queue may be due now.
      due.release();
    }
  }

  private void beatAll() {
    while (!closed) {
      LockSupport.parkNanos(settings.beat().toNanos());
      try {
        if (core.isCutOff()) {
          core.register();
        } else {
          core.beat();
        }
        core.cancelRequested();
        if (core.observe() > 0) {
          due.release();
        }
      } catch (RuntimeException e) {
        pauseAfter(e);
      }
    }
  }

  /** On a thread of its own: the beat may hang in a network that swallows everything. */
  private void watchAll() {
    while (!closed) {
      LockSupport.parkNanos(settings.beat().toNanos() / 4);
      if (core.isCutOff() && core.runningNow() > 0) {
        LOG.log(
            System.Logger.Level.WARNING,
            "the store has not answered for {0}: {1} operations are left to whoever reaches it",
            settings.givesUpAfter(),
            core.runningNow());
        core.loseLeases();
      }
    }
  }

  private void flushAll() {
    while (!closed) {
      LockSupport.parkNanos(FLUSH.toNanos());
      quietly(core::flush);
    }
  }

  private static void quietly(Runnable work) {
    try {
      work.run();
    } catch (LeaseLostException e) {
      LOG.log(System.Logger.Level.DEBUG, e.getMessage());
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.DEBUG, "tried again soon", e);
    }
  }

  private void pauseAfter(RuntimeException e) {
    if (!closing) {
      LOG.log(System.Logger.Level.WARNING, "the store does not answer: {0}", e.getMessage());
      LockSupport.parkNanos(settings.beat().toNanos() / 4);
    }
  }

  /**
   * Begins nothing new, lets steps that are nearly done end, stops the others, and leaves all of it
   * to the next worker.
   */
  @Override
  public void close() {
    closing = true;
    due.release();
    core.closeRuns();
    awaitNone(CLOSING);
    core.shutDownRuns();
    awaitNone(STOPPING);
    closed = true;
    Threads.join(threads);
    quietly(core::leave);
  }

  private void awaitNone(Duration limit) {
    var end = System.nanoTime() + limit.toNanos();
    while (core.runningNow() > 0 && System.nanoTime() < end) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
  }
}
