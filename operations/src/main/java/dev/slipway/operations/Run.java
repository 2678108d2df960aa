package dev.slipway.operations;

import dev.slipway.kit.Durations;
import dev.slipway.kit.Problem;
import dev.slipway.kit.ProblemException;
import dev.slipway.operations.journal.LeaseLostException;
import dev.slipway.operations.journal.OperationRow;
import dev.slipway.operations.journal.StepRow;
import dev.slipway.operations.journal.StoreAwayException;
import dev.slipway.protocol.operation.Happening;
import dev.slipway.protocol.operation.OperationState;
import dev.slipway.protocol.operation.StepState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Runs one leased operation until it ends, waits, or the lease is gone. Forward through the steps
 * of the plan it was begun under, and when one fails or somebody cancels, back through those that
 * were begun. It relies on nothing but what is recorded: a run that begins in the middle is the
 * same as one that was never interrupted.
 */
final class Run<I extends Record> {
  /** A step that was under way this often when its worker died is taken to be the cause. */
  static final int MOST_DEATHS = 10;

  private final Footing<I> footing;
  private final Stops stops;
  private final Progress<I> progress;

  Run(Footing<I> footing, HeldPen pen, Stops stops) {
    this.footing = footing;
    this.stops = stops;
    this.progress = new Progress<>(footing, pen);
  }

  void run() {
    var row = progress.row();
    if (row.changing() && !row.standing().holds()) {
      progress.queueAgain();
      return;
    }
    if (row.standing().state() == OperationState.UNDOING) {
      new Undoing<>(footing, progress, stops).undo();
      return;
    }
    sayWhoTookIt(row);
    if (forward() == Way.BACK) {
      new Undoing<>(footing, progress, stops).begin();
    }
  }

  private enum Way {
    /** Undo what was done. */
    BACK,
    /** It ended, or rests until it is due again. */
    AWAY
  }

  private void sayWhoTookIt(OperationRow row) {
    switch (row.standing().state()) {
      case RUNNING -> progress.say(new Happening.TakenOver(footing.worker(), "its worker is gone"));
      case WAITING -> {}
      default -> {
        if (row.standing().beganAt().isEmpty()) {
          progress.say(new Happening.Began(footing.worker()));
        }
      }
    }
    progress.standing(progress.standing().began(footing.now()));
  }

  private Way forward() {
    var row = progress.row();
    if (isOutdated(row)) {
      return back(Problems.outdated(row, footing.type().type().version()));
    }
    while (true) {
      if (stops.cancelled().isPresent()) {
        return Way.BACK;
      }
      if (stops.closing()) {
        progress.record();
        return Way.AWAY;
      }
      if (pastDeadline(row)) {
        return back(Problems.pastDeadline(row, allowed(row)));
      }
      var next = progress.nextStep();
      if (next.isEmpty()) {
        progress.succeed("succeeded after " + Durations.human(took(row)));
        return Way.AWAY;
      }
      var name = next.get().name();
      var step = footing.type().step(name);
      if (step.isEmpty()) {
        return back(Problems.stepIsGone(row, name, footing.type().type().version()));
      }
      var way = perform(step.get(), next.get().cannotUndo());
      if (way.isPresent()) {
        return way.get();
      }
    }
  }

  private boolean isOutdated(OperationRow row) {
    return row.planVersion() < footing.type().type().version()
        && footing.type().type().upgradeFrom(row.planVersion()) == OperationType.Upgrade.UNDO;
  }

  /** Empty when the step is done and the next one's turn has come. */
  private <O extends Record> Optional<Way> perform(Step<I, O> step, String cannotUndo) {
    var before = progress.find(step.name());
    var died = before.filter(found -> found.state() == StepState.DOING);
    if (died.isPresent() && died.get().deaths() >= MOST_DEATHS) {
      var problem = Problems.killsItsWorker(step.name(), died.get().deaths() + 1);
      return Optional.of(fail(died.get(), problem));
    }
    var mustAsk = before.filter(found -> found.state() != StepState.WAITING).isPresent();
    var row = progress.begin(step.name(), cannotUndo);
    var attempt = progress.attempt(row, stops.next());
    var ending =
        footing
            .performer()
            .perform(() -> performOrFind(step, attempt, mustAsk), limit(step), attempt.stop());
    return switch (ending) {
      case Ending.Returned<Performed<O>>(var performed) ->
          settle(step, attempt, performed.result(), performed.found());
      case Ending.Threw<Performed<O>>(var cause) ->
          Optional.of(failOrRetry(step, attempt.row(), problemOf(step, cause)));
      case Ending.Stopped<Performed<O>>(var reason, var stillRuns) ->
          Optional.of(stopped(step, attempt.row(), reason, stillRuns));
    };
  }

  private record Performed<O extends Record>(Result<O> result, boolean found) {}

  private <O extends Record> Performed<O> performOrFind(
      Step<I, O> step, Attempt<I> attempt, boolean mustAsk) throws Exception {
    if (mustAsk) {
      var found = step.alreadyDone(attempt);
      if (found.isPresent()) {
        return new Performed<>(Result.done(found.get()), true);
      }
    }
    return new Performed<>(step.perform(attempt), false);
  }

  private <O extends Record> Optional<Way> settle(
      Step<I, O> step, Attempt<I> attempt, Result<O> result, boolean found) {
    var now = footing.now();
    var row = attempt.row();
    return switch (result) {
      case Result.Done<O>(var output, var summary) -> {
        progress.done(row, output, summary, found);
        yield Optional.empty();
      }
      case Result.Skipped<O>(var reason) -> {
        progress.skipped(row, reason);
        yield Optional.empty();
      }
      case Result.Waiting<O>(var wait) -> {
        var unseen = wait.signal().filter(key -> attempt.seen(key).isEmpty());
        if (unseen.isPresent()) {
          var problem = Problems.waitsUnseeing(step.name(), unseen.get());
          yield Optional.of(fail(row, problem));
        }
        progress.rest(row, wait, wait.signal().flatMap(attempt::seen).orElse(0L), now);
        yield Optional.of(Way.AWAY);
      }
    };
  }

  private <O extends Record> Way stopped(
      Step<I, O> step, StepRow row, StopReason reason, boolean stillRuns) {
    if (stillRuns) {
      progress.leaveBehind(step.name());
    }
    return switch (reason) {
      case CANCELLED -> {
        progress.stopped(row);
        yield Way.BACK;
      }
      case TOOK_TOO_LONG ->
          pastDeadline(progress.row())
              ? fail(row, Problems.pastDeadline(progress.row(), allowed(progress.row())))
              : failOrRetry(step, row, Problems.tookTooLong(step.name(), step.timeout()));
      case SHUTDOWN -> {
        progress.interrupted(row);
        yield Way.AWAY;
      }
      case LEASE_LOST -> Way.AWAY;
    };
  }

  private <O extends Record> Way failOrRetry(Step<I, O> step, StepRow row, Problem problem) {
    var failures = row.attempt() - row.deaths();
    if (step.retry().again(failures, problem) && !pastDeadline(progress.row())) {
      progress.retry(row, problem, step.retry(), failures);
      return Way.AWAY;
    }
    return fail(row, problem);
  }

  private Way fail(StepRow row, Problem problem) {
    progress.failed(row, problem);
    return back(problem);
  }

  private Way back(Problem problem) {
    progress.standing(progress.standing().failing(problem));
    return Way.BACK;
  }

  static Problem problemOf(Step<?, ?> step, Throwable cause) {
    return switch (cause) {
      case ProblemException known -> known.problem();
      // Neither is the step's fault, so neither may undo anything.
      case StoreAwayException away -> throw away;
      case LeaseLostException lost -> throw lost;
      default -> Problems.unexpected(step.name(), cause);
    };
  }

  private Duration limit(Step<I, ?> step) {
    return progress
        .row()
        .deadline()
        .map(end -> Duration.between(footing.now(), end))
        .filter(left -> left.compareTo(step.timeout()) < 0)
        .map(left -> left.isNegative() ? Duration.ZERO : left)
        .orElse(step.timeout());
  }

  private boolean pastDeadline(OperationRow row) {
    return row.deadline().filter(end -> !footing.now().isBefore(end)).isPresent();
  }

  private static Duration allowed(OperationRow row) {
    return Duration.between(row.requestedAt(), row.deadline().orElse(row.requestedAt()));
  }

  private Duration took(OperationRow row) {
    Instant from = progress.standing().beganAt().orElse(row.requestedAt());
    return Duration.between(from, footing.now());
  }
}
