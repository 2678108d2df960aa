package dev.slipway.operations;

import dev.slipway.kit.Problem;
import dev.slipway.operations.journal.Change;
import dev.slipway.operations.journal.Draft;
import dev.slipway.operations.journal.LeasedOperation;
import dev.slipway.protocol.operation.Happening;
import dev.slipway.protocol.operation.OperationState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The end of an operation that can't be run at all: its input is unreadable, or the engine itself
 * has a fault. It must not be tried for ever, and nobody may think that it is undone.
 */
final class Breakdown {
  private Breakdown() {}

  static void record(LeasedOperation pen, Problem problem, Instant now) {
    var nothingDone = pen.standing().beganAt().isEmpty();
    var end = nothingDone ? OperationState.FAILED : OperationState.NEEDS_ATTENTION;
    var outcome = nothingDone ? "failed before it began: " : "can't go on, nothing is undone: ";
    var standing = pen.standing().failing(problem).ended(end, outcome + problem.fact(), now);
    var event =
        new Draft(now, "", new Happening.Ended(end, standing.outcome(), Optional.of(problem)));
    pen.end(new Change(standing, List.of(), List.of(event)), handle -> {}, now);
  }
}
