package dev.slipway.operations.journal;

import dev.slipway.protocol.operation.Happening;
import dev.slipway.protocol.operation.OperationState;
import dev.slipway.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The pen of whoever holds an operation's lease. Each transaction is refused when the fencing
 * number isn't the operation's own any more. It also names the last event that it knows of: when a
 * connection breaks at the commit, trying again finds out whether the first try was kept, and
 * nothing is recorded twice.
 */
public final class LeasedOperation {
  private static final Duration PAUSE = Duration.ofMillis(100);

  /** More log than this waits for no timer. */
  private static final int BUFFERED = 500;

  private final Transactions transactions;
  private final OperationRow row;
  private final Lookout lookout;
  private final ReentrantLock lock = new ReentrantLock();
  private final List<Draft> buffer = new ArrayList<>();
  private Standing standing;
  private long lastEvent;

  public LeasedOperation(Transactions transactions, OperationRow row, Lookout lookout) {
    this.transactions = transactions;
    this.row = row;
    this.lookout = lookout;
    this.standing = row.standing();
    this.lastEvent = row.lastEvent();
  }

  public OperationRow row() {
    return row;
  }

  public Standing standing() {
    return standing;
  }

  public List<StepRow> steps() {
    return reaching(
        handle ->
            handle
                .createQuery(
                    "SELECT * FROM operations.step WHERE operation = :number ORDER BY ordinal")
                .bind("number", row.number())
                .map((result, context) -> Rows.step(result))
                .list());
  }

  public void record(Change change) {
    write(change, handle -> {});
  }

  /** Records that it waits, unless the signal came since it last looked: then it is due at once. */
  public void rest(Change change, long seenSignal, Instant now) {
    var key = change.standing().signal();
    write(
        change,
        handle -> {
          if (!change.standing().holds()) {
            Targets.handOn(handle, row.target(), now);
          }
          key.ifPresent(
              signal -> Signals.dueIfNewer(handle, row.number(), signal, seenSignal, now));
        },
        handle -> {
          if (!change.standing().holds()) {
            Targets.lock(handle, row.target());
          }
          key.ifPresent(signal -> Signals.lock(handle, signal));
        });
  }

  /**
   * Records the end and hands the target to the next.
   *
   * @param also what is recorded with it
   */
  public void end(Change change, Consumer<Handle> also, Instant now) {
    write(
        change,
        handle -> {
          also.accept(handle);
          if (change.standing().state() != OperationState.NEEDS_ATTENTION) {
            Targets.handOn(handle, row.target(), now);
          }
        },
        handle -> Targets.lock(handle, row.target()));
  }

  /**
   * Queues for the target again after a wait that had released it; at once its turn if it is free.
   */
  public void queueAgain(Instant now) {
    var queued = standing.resting(OperationState.QUEUED, Optional.empty(), Optional.empty(), false);
    write(
        new Change(queued, List.of(), List.of()),
        handle -> Targets.handOn(handle, row.target(), now),
        handle -> Targets.lock(handle, row.target()));
  }

  /** The same lease under a new fencing number; from here on this pen is refused. */
  public LeasedOperation renewed() {
    var fresh =
        reaching(handle -> Leases.refence(handle, row.number(), row.fence()))
            .orElseThrow(() -> new LeaseLostException(row.number()));
    return new LeasedOperation(transactions, fresh, lookout);
  }

  /** An event that may be recorded a moment later, with others. */
  public void note(Draft draft) {
    lock.lock();
    try {
      var last = buffer.isEmpty() ? null : buffer.getLast();
      if (last != null && isNewerProgress(last, draft)) {
        buffer.removeLast();
      }
      buffer.add(draft);
      if (buffer.size() >= BUFFERED) {
        flush();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Of progress only the newest matters. */
  private static boolean isNewerProgress(Draft last, Draft draft) {
    return last.what() instanceof Happening.Progressed
        && draft.what() instanceof Happening.Progressed
        && last.step().equals(draft.step());
  }

  /** Records what was noted. */
  public void flush() {
    lock.lock();
    try {
      if (!buffer.isEmpty()) {
        record(new Change(standing, List.of(), List.of()));
      }
    } finally {
      lock.unlock();
    }
  }

  /** A transaction of a step, which can't be committed without the lease. */
  public <T extends @Nullable Object> T transact(Store.Work<T> work) {
    return reaching(
        handle -> {
          var held =
              handle
                  .createQuery(
                      """
                      SELECT true FROM operations.operation
                      WHERE number = :number AND fence = :fence FOR SHARE""")
                  .bind("number", row.number())
                  .bind("fence", row.fence())
                  .mapTo(Boolean.class)
                  .findOne();
          if (held.isEmpty()) {
            throw new LeaseLostException(row.number());
          }
          return work.with(handle);
        });
  }

  private <T extends @Nullable Object> T reaching(Store.Work<T> work) {
    try {
      return transactions.transact(work);
    } catch (RuntimeException e) {
      if (StoreTrouble.isPassing(e)) {
        throw new StoreAwayException(e);
      }
      throw e;
    }
  }

  private void write(Change change, Consumer<Handle> after) {
    write(change, after, handle -> {});
  }

  private void write(Change change, Consumer<Handle> after, Consumer<Handle> before) {
    lock.lock();
    try {
      var events = new ArrayList<>(buffer);
      events.addAll(change.events());
      while (!tryToWrite(change, events, after, before)) {
        if (!lookout.leaseHeld()) {
          throw new LeaseLostException(row.number());
        }
        LockSupport.parkNanos(PAUSE.toNanos());
      }
      buffer.clear();
      lastEvent += events.size();
      standing = change.standing();
      lookout.recorded(row.number());
    } finally {
      lock.unlock();
    }
  }

  private boolean tryToWrite(
      Change change, List<Draft> events, Consumer<Handle> after, Consumer<Handle> before) {
    try {
      transactions.transact(
          handle -> {
            before.accept(handle);
            if (update(handle, change.standing(), events.size())) {
              StepRows.write(handle, row.number(), change.steps());
              Events.add(handle, row.number(), lastEvent, events);
              after.accept(handle);
            } else if (events.isEmpty() || !keptBefore(handle, events.size())) {
              throw new LeaseLostException(row.number());
            }
            return true;
          });
      return true;
    } catch (RuntimeException e) {
      if (StoreTrouble.isPassing(e)) {
        return false;
      }
      throw e;
    }
  }

  private boolean update(Handle handle, Standing now, int events) {
    var changed =
        handle
            .createUpdate(
                """
                UPDATE operations.operation SET
                  state = :state, step = :step, outcome = :outcome,
                  problem = CAST(:problem AS json),
                  began_at = CAST(:began AS timestamptz), ended_at = CAST(:ended AS timestamptz),
                  holds = :holds, due_at = CAST(:due AS timestamptz), signal_key = :signal,
                  worker = CAST(:worker AS bigint), last_event = last_event + :events
                WHERE number = :number AND fence = :fence AND last_event = :last""")
            .bind("state", now.state().word())
            .bind("step", now.step())
            .bind("outcome", Json.clean(now.outcome()))
            .bind("problem", now.problem().map(Json::write).orElse(null))
            .bind("began", now.beganAt().orElse(null))
            .bind("ended", now.endedAt().orElse(null))
            .bind("holds", now.holds())
            .bind("due", now.dueAt().orElse(null))
            .bind("signal", now.signal().orElse(null))
            .bind("worker", now.worker().orElse(null))
            .bind("events", events)
            .bind("number", row.number())
            .bind("fence", row.fence())
            .bind("last", lastEvent)
            .execute();
    return changed == 1;
  }

  private boolean keptBefore(Handle handle, int events) {
    return handle
        .createQuery(
            """
            SELECT true FROM operations.operation
            WHERE number = :number AND fence = :fence AND last_event = :last""")
        .bind("number", row.number())
        .bind("fence", row.fence())
        .bind("last", lastEvent + events)
        .mapTo(Boolean.class)
        .findOne()
        .isPresent();
  }
}
