package dev.slipway.operations.journal;

import dev.slipway.kit.Problem;
import dev.slipway.protocol.operation.OperationState;
import java.time.Instant;
import java.util.Optional;

/**
 * Where an operation stands: the part of its row that changes.
 *
 * @param holds whether its target is its own
 * @param dueAt when a worker should take it; empty while one has it
 * @param worker who has it
 */
public record Standing(
    OperationState state,
    String step,
    String outcome,
    Optional<Problem> problem,
    Optional<Instant> beganAt,
    Optional<Instant> endedAt,
    boolean holds,
    Optional<Instant> dueAt,
    Optional<String> signal,
    Optional<Long> worker) {

  public Standing at(OperationState newState, String newStep) {
    return new Standing(
        newState, newStep, outcome, problem, beganAt, endedAt, holds, dueAt, signal, worker);
  }

  public Standing began(Instant at) {
    return new Standing(
        OperationState.RUNNING,
        step,
        outcome,
        problem,
        beganAt.or(() -> Optional.of(at)),
        endedAt,
        holds,
        Optional.empty(),
        Optional.empty(),
        worker);
  }

  public Standing failing(Problem cause) {
    return new Standing(
        state, step, outcome, Optional.of(cause), beganAt, endedAt, holds, dueAt, signal, worker);
  }

  /**
   * Gives the lease back until it is due or a signal comes; {@code keepsTarget} says whether others
   * may in.
   */
  public Standing resting(
      OperationState newState, Optional<Instant> due, Optional<String> key, boolean keepsTarget) {
    return new Standing(
        newState,
        step,
        outcome,
        problem,
        beganAt,
        endedAt,
        keepsTarget,
        due,
        key,
        Optional.empty());
  }

  public Standing ended(OperationState end, String sentence, Instant at) {
    var stillHolds = holds && end == OperationState.NEEDS_ATTENTION;
    return new Standing(
        end,
        step,
        sentence,
        problem,
        beganAt,
        Optional.of(at),
        stillHolds,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  public Standing holding() {
    return new Standing(
        state, step, outcome, problem, beganAt, endedAt, true, dueAt, signal, worker);
  }
}
