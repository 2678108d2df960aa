package dev.slipway.operations.journal;

import dev.slipway.kit.Problem;
import dev.slipway.protocol.operation.StepState;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A step that was begun, as it is kept.
 *
 * @param ordinal in what order it was begun; undo goes backwards
 * @param attempt counts from 1
 * @param deaths how often a worker died at it
 * @param remembered what it kept for its undo or its next try
 */
public record StepRow(
    String name,
    int ordinal,
    StepState state,
    int attempt,
    int deaths,
    Instant beganAt,
    Optional<Instant> endedAt,
    String summary,
    Optional<JsonNode> output,
    Optional<JsonNode> remembered,
    Optional<Problem> problem,
    int undoAttempt) {

  public static StepRow begun(String name, int ordinal, Instant at) {
    return new StepRow(
        name,
        ordinal,
        StepState.DOING,
        1,
        0,
        at,
        Optional.empty(),
        "",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0);
  }

  public StepRow doing(int newAttempt, int newDeaths) {
    return new StepRow(
        name,
        ordinal,
        StepState.DOING,
        newAttempt,
        newDeaths,
        beganAt,
        Optional.empty(),
        summary,
        output,
        remembered,
        problem,
        undoAttempt);
  }

  public StepRow in(StepState newState) {
    return new StepRow(
        name,
        ordinal,
        newState,
        attempt,
        deaths,
        beganAt,
        endedAt,
        summary,
        output,
        remembered,
        problem,
        undoAttempt);
  }

  public StepRow ended(StepState end, String line, Optional<JsonNode> result, Instant at) {
    return new StepRow(
        name,
        ordinal,
        end,
        attempt,
        deaths,
        beganAt,
        Optional.of(at),
        line,
        result,
        remembered,
        problem,
        undoAttempt);
  }

  public StepRow failed(StepState end, Problem cause, Instant at) {
    return new StepRow(
        name,
        ordinal,
        end,
        attempt,
        deaths,
        beganAt,
        Optional.of(at),
        summary,
        output,
        remembered,
        Optional.of(cause),
        undoAttempt);
  }

  public StepRow remembering(JsonNode partial) {
    return new StepRow(
        name,
        ordinal,
        state,
        attempt,
        deaths,
        beganAt,
        endedAt,
        summary,
        output,
        Optional.of(partial),
        problem,
        undoAttempt);
  }

  public StepRow undoing(int newUndoAttempt) {
    return new StepRow(
        name,
        ordinal,
        StepState.UNDOING,
        attempt,
        deaths,
        beganAt,
        endedAt,
        summary,
        output,
        remembered,
        problem,
        newUndoAttempt);
  }
}
