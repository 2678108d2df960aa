package dev.slipway.operations;

import dev.slipway.operations.journal.Change;
import dev.slipway.operations.journal.Draft;
import dev.slipway.operations.journal.Json;
import dev.slipway.operations.journal.LeasedOperation;
import dev.slipway.operations.journal.Signals;
import dev.slipway.operations.journal.StepRow;
import dev.slipway.operations.process.StepProcesses;
import dev.slipway.protocol.operation.Happening;
import dev.slipway.store.Store;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** One try of one step: what the step sees of the operation. */
final class Attempt<I extends Record> implements StepContext<I> {
  private static final int MOST_LINES = 5_000;

  private final Footing<I> footing;
  private final Map<String, StepRow> rows;
  private final LeasedOperation pen;
  private final StopSwitch stop;
  private final StepProcesses processes;
  private volatile StepRow row;
  private final Map<String, Long> seenSignals = new ConcurrentHashMap<>();
  private int lines;
  private @Nullable Instant countingSince;
  private long countedFrom;

  Attempt(
      Footing<I> footing,
      Map<String, StepRow> rows,
      StepRow row,
      LeasedOperation pen,
      StopSwitch stop) {
    this.footing = footing;
    this.rows = rows;
    this.row = row;
    this.pen = pen;
    this.stop = stop;
    this.processes = StepProcesses.of(pen.row().number() + "/" + pen.row().fence());
    stop.onPull(processes::kill);
  }

  StepRow row() {
    return row;
  }

  /** The newest signal of the key that the step has looked at, 0 when there was none. */
  Optional<Long> seen(String key) {
    return Optional.ofNullable(seenSignals.get(key));
  }

  StopSwitch stop() {
    return stop;
  }

  @Override
  public long operation() {
    return pen.row().number();
  }

  @Override
  public I input() {
    return footing.input();
  }

  @Override
  public Instant now() {
    return footing.now();
  }

  @Override
  public Instant began() {
    return row.beganAt();
  }

  @Override
  public int attempt() {
    return row.undoAttempt() > 0 ? row.undoAttempt() : row.attempt();
  }

  @Override
  public <O extends Record> O output(Class<? extends Step<I, O>> step) {
    return find(step)
        .orElseThrow(
            () -> new NoSuchElementException("step " + step.getSimpleName() + " has no output"));
  }

  @Override
  public <O extends Record> Optional<O> find(Class<? extends Step<I, O>> step) {
    var wanted = footing.type().stepOf(step);
    return Optional.ofNullable(rows.get(wanted.name()))
        .flatMap(StepRow::output)
        .map(recorded -> footing.type().output(wanted, recorded));
  }

  @Override
  public void remember(Record partial) {
    stop.check();
    var changed = row.remembering(Json.mapper().valueToTree(partial));
    pen.record(new Change(pen.standing(), List.of(changed), List.of()));
    row = changed;
  }

  @Override
  public <T extends Record> Optional<T> recall(Class<T> type) {
    return row.remembered().map(partial -> Json.mapper().treeToValue(partial, type));
  }

  @Override
  public void progress(long done, long total, String unit) {
    var now = now();
    var since = countingSince;
    if (since == null || done < countedFrom) {
      countingSince = now;
      countedFrom = done;
      since = now;
    }
    var seconds = Duration.between(since, now).toNanos() / 1e9;
    var perSecond = seconds < 0.1 ? 0 : (done - countedFrom) / seconds;
    var left =
        perSecond > 0 && total > done
            ? Optional.of(Duration.ofMillis((long) (1000 * (total - done) / perSecond)))
            : Optional.<Duration>empty();
    note(new Happening.Progressed(done, total, unit, perSecond, left));
  }

  @Override
  public synchronized void say(String text) {
    if (++lines <= MOST_LINES) {
      note(new Happening.Said(text));
    } else if (lines == MOST_LINES + 1) {
      note(new Happening.Said("… more than " + MOST_LINES + " lines; the rest is not kept"));
    }
  }

  @Override
  public void figure(String name, double value, String unit) {
    note(new Happening.Measured(name, value, unit));
  }

  @Override
  public void breach(
      String name, double value, double limit, String unit, Duration lasting, String consequence) {
    note(new Happening.Breached(name, value, limit, unit, lasting, consequence));
  }

  private void note(Happening what) {
    pen.note(new Draft(now(), row.name(), what));
  }

  @Override
  public Process start(ProcessBuilder builder) throws IOException {
    stop.check();
    var process = processes.start(builder);
    if (stop.reason().isPresent()) {
      // It was stopped between the check and the start: the hook has looked too early.
      processes.kill();
    }
    return process;
  }

  @Override
  public void onStop(Runnable hook) {
    stop.onPull(hook);
  }

  @Override
  public void checkStop() {
    stop.check();
  }

  @Override
  public long fence() {
    return pen.row().fence();
  }

  @Override
  public <T extends @Nullable Object> T transact(Store.Work<T> work) {
    stop.check();
    return pen.transact(work);
  }

  @Override
  public List<Signal> signals(String key) {
    var found = pen.transact(handle -> Signals.under(handle, key));
    seenSignals.put(key, found.isEmpty() ? 0L : found.getLast().number());
    return found.stream().map(Signal::of).toList();
  }
}
