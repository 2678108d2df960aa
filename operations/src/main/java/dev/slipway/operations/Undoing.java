package dev.slipway.operations;

import dev.slipway.kit.Durations;
import dev.slipway.kit.Problem;
import dev.slipway.operations.journal.StepRow;
import dev.slipway.protocol.operation.Happening;
import dev.slipway.protocol.operation.OperationState;
import dev.slipway.protocol.operation.StepState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Takes back what an operation did, the last step first; each undo is recorded like a step. */
final class Undoing<I extends Record> {
  private final Footing<I> footing;
  private final Progress<I> progress;
  private final Stops stops;

  Undoing(Footing<I> footing, Progress<I> progress, Stops stops) {
    this.footing = footing;
    this.progress = progress;
    this.stops = stops;
  }

  /** The operation failed or was cancelled just now. */
  void begin() {
    stops
        .cancelled()
        .ifPresent(by -> progress.say(new Happening.CancelRequested(by.who(), by.why())));
    progress.standing(progress.standing().at(OperationState.UNDOING, progress.standing().step()));
    progress.record();
    undo();
  }

  void undo() {
    stops.undo();
    for (var row : progress.toUndo()) {
      if (stops.closing()) {
        progress.record();
        return;
      }
      if (!undo(row)) {
        return;
      }
    }
    end();
  }

  /** False when the undo rests, was stopped, or failed for good. */
  private boolean undo(StepRow row) {
    var step = footing.type().step(row.name());
    if (step.isEmpty()) {
      needsAttention(row, Problems.undoIsGone(progress.row(), row.name()));
      return false;
    }
    if (row.undoAttempt() >= step.get().undoRetry().attempts() + Run.MOST_DEATHS
        && row.state() == StepState.UNDOING) {
      needsAttention(row, Problems.killsItsWorker(row.name(), row.undoAttempt()));
      return false;
    }
    return undo(row, step.get());
  }

  private <O extends Record> boolean undo(StepRow row, Step<I, O> step) {
    var tries = row.state() == StepState.UNDO_FAILED ? 1 : row.undoAttempt() + 1;
    var began = footing.now();
    var undoing = row.undoing(tries);
    progress.put(undoing);
    progress.standing(progress.standing().at(OperationState.UNDOING, row.name()));
    progress.say(row.name(), new Happening.UndoBegan(tries));
    progress.record();
    var attempt = progress.attempt(undoing, stops.next());
    var ending =
        footing
            .performer()
            .perform(() -> step.undo(attempt, output(step, row)), step.timeout(), attempt.stop());
    return switch (ending) {
      case Ending.Returned<Undone>(var undone) -> undone(attempt.row(), undone, began);
      case Ending.Threw<Undone>(var cause) ->
          failed(attempt.row(), step, Run.problemOf(step, cause));
      case Ending.Stopped<Undone>(var reason, var stillRuns) -> {
        if (stillRuns) {
          progress.leaveBehind(row.name());
        }
        yield reason == StopReason.TOOK_TOO_LONG
            && failed(attempt.row(), step, Problems.tookTooLong(row.name(), step.timeout()));
      }
    };
  }

  private <O extends Record> Optional<O> output(Step<I, O> step, StepRow row) {
    return row.output().map(tree -> footing.type().output(step, tree));
  }

  private boolean undone(StepRow row, Undone undone, Instant began) {
    progress.put(row.in(StepState.UNDONE));
    var took = Duration.between(began, footing.now());
    progress.say(row.name(), new Happening.Undone(undone.summary(), took));
    return true;
  }

  private boolean failed(StepRow row, Step<I, ?> step, Problem problem) {
    var retry = step.undoRetry();
    if (retry.again(row.undoAttempt(), problem)) {
      var pause = retry.pauseAfter(row.undoAttempt());
      progress.put(row);
      progress.say(
          row.name(),
          new Happening.StepRetries(
              row.undoAttempt() + 1, retry.attempts(), pause, problem.fact()));
      progress.rest(OperationState.UNDOING, footing.now().plus(pause));
    } else {
      needsAttention(row, problem);
    }
    return false;
  }

  private void needsAttention(StepRow row, Problem problem) {
    progress.put(row.failed(StepState.UNDO_FAILED, problem, footing.now()));
    progress.say(row.name(), new Happening.UndoFailed(problem));
    var outcome =
        "the undo of "
            + row.name()
            + " failed: "
            + problem.fact()
            + ". True now: "
            + listed("not undone", notUndone())
            + listed("; undone", undone());
    progress.end(OperationState.NEEDS_ATTENTION, outcome, Optional.of(problem));
  }

  private void end() {
    var cause = progress.standing().problem();
    var began = progress.standing().beganAt().orElse(progress.row().requestedAt());
    var after = Durations.human(Duration.between(began, footing.now()));
    var stays = listed("; stays:", cannotBeUndone());
    if (cause.isPresent()) {
      progress.end(
          OperationState.FAILED,
          "failed after "
              + after
              + ": "
              + cause.get().fact()
              + listed("; undone", undone())
              + stays,
          cause);
    } else {
      progress.end(
          OperationState.CANCELLED,
          "cancelled after " + after + whose() + listed("; undone", undone()) + stays,
          Optional.empty());
    }
  }

  private String whose() {
    return stops
        .cancelled()
        .filter(by -> !by.who().isEmpty())
        .map(by -> " by " + by.who() + (by.why().isEmpty() ? "" : ": " + by.why()))
        .orElse("");
  }

  private List<String> undone() {
    return progress.all().stream()
        .filter(row -> row.state() == StepState.UNDONE)
        .map(StepRow::name)
        .toList();
  }

  private List<String> notUndone() {
    return progress.toUndo().stream().map(StepRow::name).toList();
  }

  private List<String> cannotBeUndone() {
    var begun = progress.all().stream().map(StepRow::name).collect(Collectors.toSet());
    return progress.row().plan().stream()
        .filter(step -> !step.cannotUndo().isEmpty() && begun.contains(step.name()))
        .map(step -> step.cannotUndo())
        .toList();
  }

  private static String listed(String title, List<String> things) {
    return things.isEmpty() ? "" : title + " " + String.join(", ", things);
  }
}
