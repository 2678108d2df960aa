package dev.slipway.operations;

import dev.slipway.kit.Problem;
import dev.slipway.operations.journal.Change;
import dev.slipway.operations.journal.Draft;
import dev.slipway.operations.journal.Json;
import dev.slipway.operations.journal.OperationRow;
import dev.slipway.operations.journal.Standing;
import dev.slipway.operations.journal.StepRow;
import dev.slipway.protocol.operation.Happening;
import dev.slipway.protocol.operation.OperationState;
import dev.slipway.protocol.operation.PlannedStep;
import dev.slipway.protocol.operation.StepState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * How far a run is, in memory and in the journal. What ends a step is not recorded alone but with
 * what begins the next, in one transaction: it is kept before the next step's own code runs, at
 * half the price.
 */
final class Progress<I extends Record> {
  private final Footing<I> footing;
  private final Map<String, StepRow> rows = new LinkedHashMap<>();
  private final List<StepRow> changed = new ArrayList<>();
  private final List<Draft> happened = new ArrayList<>();
  private final HeldPen pen;
  private Standing standing;

  Progress(Footing<I> footing, HeldPen pen) {
    this.footing = footing;
    this.pen = pen;
    this.standing = pen.get().standing();
    if (standing.beganAt().isPresent()) {
      pen.get().steps().forEach(step -> rows.put(step.name(), step));
    }
  }

  OperationRow row() {
    return pen.get().row();
  }

  void queueAgain() {
    pen.get().queueAgain(footing.now());
  }

  Standing standing() {
    return standing;
  }

  void standing(Standing now) {
    standing = now;
  }

  Optional<StepRow> find(String step) {
    return Optional.ofNullable(rows.get(step));
  }

  Optional<PlannedStep> nextStep() {
    return row().plan().stream().filter(step -> !isBehind(step.name())).findFirst();
  }

  private boolean isBehind(String step) {
    return find(step)
        .filter(row -> row.state() == StepState.DONE || row.state() == StepState.SKIPPED)
        .isPresent();
  }

  /** Steps that were begun and aren't undone, the last one first. */
  List<StepRow> toUndo() {
    return rows.values().stream()
        .filter(row -> row.state() != StepState.UNDONE && row.state() != StepState.SKIPPED)
        .sorted(Comparator.comparingInt(StepRow::ordinal).reversed())
        .toList();
  }

  List<StepRow> all() {
    return List.copyOf(rows.values());
  }

  Attempt<I> attempt(StepRow row, StopSwitch stop) {
    return new Attempt<>(footing, Map.copyOf(rows), row, pen.get(), stop);
  }

  void say(Happening what) {
    say("", what);
  }

  void say(String step, Happening what) {
    happened.add(new Draft(footing.now(), step, what));
  }

  void put(StepRow row) {
    rows.put(row.name(), row);
    changed.removeIf(other -> other.name().equals(row.name()));
    changed.add(row);
  }

  /** Records that the step begins, with what was not recorded yet. */
  StepRow begin(String step, String cannotUndo) {
    var before = find(step);
    var row = before.map(Progress::again).orElseGet(() -> first(step));
    put(row);
    standing = standing.at(OperationState.RUNNING, step);
    // A step that looks again every few seconds begins only once.
    if (before.filter(found -> found.state() == StepState.WAITING).isEmpty()) {
      say(step, new Happening.StepBegan(row.attempt(), cannotUndo));
    }
    record();
    return row;
  }

  private StepRow first(String step) {
    return StepRow.begun(step, rows.size(), footing.now());
  }

  private static StepRow again(StepRow row) {
    return switch (row.state()) {
      case DOING -> row.doing(row.attempt() + 1, row.deaths() + 1);
      case WAITING -> row.doing(row.attempt(), row.deaths());
      default -> row.doing(row.attempt() + 1, row.deaths());
    };
  }

  void done(StepRow row, Record output, String summary, boolean found) {
    var now = footing.now();
    var tree = Json.mapper().<JsonNode>valueToTree(output);
    put(row.ended(StepState.DONE, summary, Optional.of(tree), now));
    say(row.name(), new Happening.StepDone(summary, Duration.between(row.beganAt(), now), found));
  }

  void skipped(StepRow row, String reason) {
    put(row.ended(StepState.SKIPPED, reason, Optional.empty(), footing.now()));
    say(row.name(), new Happening.StepSkipped(reason));
  }

  void failed(StepRow row, Problem problem) {
    var now = footing.now();
    put(row.failed(StepState.FAILED, problem, now));
    say(row.name(), new Happening.StepFailed(problem, Duration.between(row.beganAt(), now)));
  }

  /** A cancel came: the undo that follows finds the step as one that was begun. */
  void stopped(StepRow row) {
    put(row.in(StepState.DOING));
  }

  /** Our worker shuts down: that is no death to be held against the step. */
  void interrupted(StepRow row) {
    put(row.doing(row.attempt(), row.deaths() - 1));
    record();
  }

  void retry(StepRow row, Problem problem, Retry retry, int failures) {
    var now = footing.now();
    var pause = retry.pauseAfter(failures);
    put(row.failed(StepState.FAILED, problem, now));
    say(
        row.name(),
        new Happening.StepRetries(failures + 1, retry.attempts(), pause, problem.fact()));
    rest(OperationState.WAITING, now.plus(pause));
  }

  /** Gives the lease back until then, keeping the target. */
  void rest(OperationState state, Instant due) {
    standing = standing.resting(state, Optional.of(due), Optional.empty(), standing.holds());
    record();
  }

  void rest(StepRow row, Wait wait, long seenSignal, Instant now) {
    if (isNews(row, wait)) {
      say(row.name(), new Happening.Waits(wait.reason(), wait.until(), wait.signal()));
    }
    put(row.ended(StepState.WAITING, wait.reason(), Optional.empty(), now));
    var keeps = standing.holds() && wait.target() == Wait.Target.HELD;
    standing = standing.resting(OperationState.WAITING, due(wait), wait.signal(), keeps);
    pen.get().rest(take(), seenSignal, now);
  }

  /** A step that looks again every few seconds says only once what for. */
  private static boolean isNews(StepRow row, Wait wait) {
    return !row.summary().equals(wait.reason());
  }

  private Optional<Instant> due(Wait wait) {
    var deadline = row().deadline();
    if (wait.until().isEmpty()) {
      return deadline;
    }
    return deadline.isPresent() && deadline.get().isBefore(wait.until().get())
        ? deadline
        : wait.until();
  }

  void succeed(String outcome) {
    end(OperationState.SUCCEEDED, outcome, Optional.empty());
  }

  void end(OperationState state, String outcome, Optional<Problem> problem) {
    var now = footing.now();
    standing = standing.ended(state, outcome, now);
    say(new Happening.Ended(state, outcome, problem));
    var nothingBegan = rows.isEmpty() && state != OperationState.SUCCEEDED;
    pen.get()
        .end(
            take(),
            handle -> {
              if (nothingBegan) {
                footing.type().abandon(handle, row());
              }
            },
            now);
  }

  void record() {
    pen.get().record(take());
  }

  private Change take() {
    var change = new Change(standing, List.copyOf(changed), List.copyOf(happened));
    changed.clear();
    happened.clear();
    return change;
  }

  /** A step did not heed its stop: from here on what it records is refused. */
  void leaveBehind(String step) {
    pen.renew();
    say(step, new Happening.Said("did not stop when told to; what it still does is not recorded"));
  }
}
