package dev.slipway.operations;

import dev.slipway.operations.journal.Filter;
import dev.slipway.operations.journal.History;
import dev.slipway.operations.journal.Json;
import dev.slipway.operations.journal.OperationRow;
import dev.slipway.operations.journal.OperationsSchema;
import dev.slipway.operations.journal.Signals;
import dev.slipway.operations.journal.Submission;
import dev.slipway.operations.journal.Submissions;
import dev.slipway.protocol.operation.OperationDetail;
import dev.slipway.protocol.operation.OperationEvent;
import dev.slipway.protocol.operation.OperationPage;
import dev.slipway.protocol.operation.Request;
import dev.slipway.store.Store;
import dev.slipway.store.StoreSchema;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Where operations are asked for, watched, cancelled and looked up. Any process on the store may do
 * so.
 */
public final class Operations implements AutoCloseable {
  /** The tables that {@link Store#open} has to bring up to date. */
  public static final StoreSchema SCHEMA = OperationsSchema.SCHEMA;

  private static final int MOST_EVENTS = 1_000;
  private static final int MOST_LISTED = 500;

  private final Store store;
  private final OperationTypes types;
  private final InstantSource clock;
  private final Bell bell;

  public Operations(Store store, OperationTypes types, InstantSource clock) {
    this.store = store;
    this.types = types;
    this.clock = clock;
    this.bell = new Bell(store);
  }

  /**
   * Records an operation; a worker begins it as soon as its target is free.
   *
   * @return its number
   */
  public <I extends Record> long submit(
      OperationType<I> type, I input, Request request, WhenBusy whenBusy) {
    return submit(type, input, request, whenBusy, Optional.empty());
  }

  /**
   * @param idempotencyKey a second request with the same key gets the first one's operation
   */
  public <I extends Record> long submit(
      OperationType<I> type,
      I input,
      Request request,
      WhenBusy whenBusy,
      Optional<String> idempotencyKey) {
    return store.transact(handle -> submit(handle, type, input, request, whenBusy, idempotencyKey));
  }

  /** For what must be recorded together with an operation, or not at all. */
  public <T> T transact(Store.Work<T> work) {
    return store.transact(work);
  }

  /**
   * Within a transaction of the caller's on the same store: what else it records is there if and
   * only if the operation is.
   */
  public <I extends Record> long submit(
      Handle handle, OperationType<I> type, I input, Request request, WhenBusy whenBusy) {
    return submit(handle, type, input, request, whenBusy, Optional.empty());
  }

  private <I extends Record> long submit(
      Handle handle,
      OperationType<I> type,
      I input,
      Request request,
      WhenBusy whenBusy,
      Optional<String> idempotencyKey) {
    types.checkKnown(type);
    var now = now();
    var asked =
        new Submission(
            type.name(),
            type.version(),
            type.title(input),
            type.target(input),
            type.changing(),
            types.plan(type, input),
            Json.tree(Json.write(input)),
            request,
            idempotencyKey,
            type.deadline().map(now::plus));
    var number = submit(handle, asked, whenBusy, now);
    handle.afterCommit(() -> bell.ring(Bell.Tune.DUE, number));
    return number;
  }

  private long submit(Handle handle, Submission asked, WhenBusy whenBusy, Instant now) {
    // The target's lock comes first: of two requests with one key the second finds the first.
    var holder = Submissions.holder(handle, asked.target());
    if (asked.idempotencyKey().isPresent()) {
      var earlier = Submissions.earlier(handle, asked.idempotencyKey().get());
      if (earlier.isPresent()) {
        return same(earlier.get(), asked);
      }
    }
    var busy = asked.changing() ? holder : Optional.<OperationRow>empty();
    if (busy.isPresent() && whenBusy == WhenBusy.REFUSE) {
      throw Problems.busy(asked, busy.get()).exception();
    }
    var number = Submissions.insert(handle, asked, busy, now);
    if (whenBusy == WhenBusy.REPLACE_QUEUED) {
      Submissions.endQueued(
              handle, asked.type(), asked.target(), number, "replaced by operation " + number, now)
          .forEach(ended -> abandon(handle, ended));
    }
    return number;
  }

  private static long same(OperationRow earlier, Submission asked) {
    var same =
        earlier.type().equals(asked.type())
            && earlier.target().equals(asked.target())
            && earlier.input().equals(asked.input());
    if (!same) {
      throw Problems.keyTaken(earlier, asked).exception();
    }
    return earlier.number();
  }

  /**
   * Cancels: one that hasn't begun ends at once, any other is stopped and undone by its worker.
   * Asking twice does nothing more.
   */
  public void cancel(long number, Request request) {
    var now = now();
    store.transact(
        handle -> {
          var row = History.operation(handle, number).orElseThrow(Problems.unknown(number));
          if (row.standing().state().hasEnded()) {
            throw Problems.ended(row).exception();
          }
          Submissions.holder(handle, row.target());
          var sentence = "cancelled by " + request.who() + before(request.why());
          if (Submissions.endUnbegun(handle, number, sentence, now)) {
            types.abandon(handle, row);
            Submissions.handOn(handle, row.target(), now);
          } else if (!Submissions.requestCancel(handle, number, request, now)) {
            var ended = History.operation(handle, number).orElseThrow(Problems.unknown(number));
            throw Problems.ended(ended).exception();
          }
          return number;
        });
    bell.ring(Bell.Tune.CANCEL, number);
  }

  private void abandon(Handle handle, long number) {
    History.operation(handle, number).ifPresent(row -> types.abandon(handle, row));
  }

  private static String before(String why) {
    return why.isEmpty() ? " before it began" : " before it began: " + why;
  }

  /**
   * Lets a person settle an operation that needs attention: its undo is tried again, or what is
   * true now is accepted.
   */
  public void settle(long number, Settlement settlement, Request request) {
    var now = now();
    store.transact(
        handle -> {
          var target =
              History.operation(handle, number).orElseThrow(Problems.unknown(number)).target();
          Submissions.holder(handle, target);
          var row = History.operation(handle, number).orElseThrow(Problems.unknown(number));
          Settling.settle(handle, row, settlement, request, now);
          if (settlement == Settlement.ACCEPT) {
            types.abandon(handle, row);
          }
          return number;
        });
    bell.ring(Bell.Tune.DUE, number);
  }

  /** Keeps an event from outside and wakes the operations that wait for it. */
  public void signal(String key, String who, Object what) {
    var tree = Json.tree(Json.write(what));
    store.transact(
        handle -> {
          Signals.send(handle, key, who, tree, now());
          return key;
        });
    bell.ring(Bell.Tune.DUE, 0);
  }

  public List<Signal> signals(String key) {
    return store.read(handle -> Signals.under(handle, key)).stream().map(Signal::of).toList();
  }

  public OperationDetail show(long number) {
    return store.read(
        handle -> {
          var row = History.operation(handle, number).orElseThrow(Problems.unknown(number));
          return Details.of(row, History.steps(handle, number), History.figures(handle, number));
        });
  }

  /** The operation that holds a target now, or waits on it. */
  public Optional<OperationDetail> holder(String target) {
    return store.read(handle -> History.holder(handle, target)).map(row -> show(row.number()));
  }

  /** Newest first; ask with {@link Filter#before} for the next page. */
  public OperationPage list(Filter filter) {
    var limit = Math.clamp(filter.limit(), 1, MOST_LISTED);
    var found =
        store.read(
            handle ->
                History.list(
                    handle,
                    new Filter(
                        filter.target(), filter.type(), filter.states(), filter.before(), limit)));
    var more =
        found.size() < limit ? Optional.<Long>empty() : Optional.of(found.getLast().number());
    return new OperationPage(found, more);
  }

  /** The events after a number, at most a thousand; none when there are none yet. */
  public List<OperationEvent> events(long number, long after) {
    return store.read(handle -> History.events(handle, number, after, MOST_EVENTS));
  }

  /**
   * The events after a number, as soon as there are any: whoever streams them calls this in a loop.
   *
   * @return empty when the limit has passed without one
   */
  public List<OperationEvent> awaitEvents(long number, long after, Duration limit)
      throws InterruptedException {
    return bell.await(number, limit, () -> events(number, after));
  }

  /**
   * Waits until something happened to any operation, or the limit has passed: a hint for whoever
   * shows a list of them to look again.
   */
  public void awaitAnything(Duration limit) throws InterruptedException {
    bell.awaitAny(limit);
  }

  /** Waits until the operation has ended; what it is then, ended or not. */
  public OperationDetail awaitEnd(long number, Duration limit) throws InterruptedException {
    var ended =
        bell.await(
            number,
            limit,
            () -> hasEnded(number) ? List.of(show(number)) : List.<OperationDetail>of());
    return ended.isEmpty() ? show(number) : ended.getFirst();
  }

  private boolean hasEnded(long number) {
    return store
        .read(handle -> History.operation(handle, number))
        .orElseThrow(Problems.unknown(number))
        .standing()
        .state()
        .hasEnded();
  }

  /** Ends the watching; what is recorded stays. */
  @Override
  public void close() {
    bell.close();
  }

  Store store() {
    return store;
  }

  InstantSource clock() {
    return clock;
  }

  OperationTypes types() {
    return types;
  }

  Bell bell() {
    return bell;
  }

  /**
   * To the microsecond, which is what the store keeps: a time that was read is the one that was
   * written.
   */
  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
