package dev.slipway.operations;

import dev.slipway.operations.journal.History;
import dev.slipway.operations.journal.OperationRow;
import dev.slipway.operations.journal.Submissions;
import dev.slipway.protocol.operation.Request;
import java.time.Instant;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** What a person decided about an operation that goes on by nobody, recorded. */
final class Settling {
  private Settling() {}

  static void settle(
      Handle handle, OperationRow row, Settlement settlement, Request request, Instant now) {
    var stranded = row.stranded().isPresent();
    if (stranded && settlement == Settlement.UNDO_AGAIN) {
      throw Problems.onlyAccept(row).exception();
    }
    var settled =
        switch (settlement) {
          case UNDO_AGAIN -> Submissions.undoAgain(handle, row, request, now);
          case ACCEPT -> {
            var truth =
                stranded
                    ? Problems.stranded(row).fact() + "; " + doneSoFar(handle, row)
                    : row.standing().outcome();
            var outcome = truth + "; accepted as it is by " + request.who();
            yield Submissions.accept(handle, row, request, outcome, now);
          }
        };
    if (!settled) {
      throw Problems.noAttentionNeeded(row).exception();
    }
    if (settlement == Settlement.ACCEPT) {
      Submissions.handOn(handle, row.target(), now);
    }
  }

  private static String doneSoFar(Handle handle, OperationRow row) {
    var steps = History.steps(handle, row.number());
    return steps.isEmpty()
        ? "no step was begun"
        : steps.stream()
            .map(step -> step.name() + " " + step.state().word())
            .collect(Collectors.joining(", "));
  }
}
