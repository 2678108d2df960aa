package dev.slipway.operations;

import dev.slipway.operations.journal.OperationRow;
import dev.slipway.operations.journal.Submissions;
import dev.slipway.protocol.operation.OperationState;
import dev.slipway.protocol.operation.Request;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** What a person decided about an operation that needs attention, recorded. */
final class Settling {
  private Settling() {}

  static void settle(
      Handle handle, OperationRow row, Settlement settlement, Request request, Instant now) {
    if (row.standing().state() != OperationState.NEEDS_ATTENTION) {
      throw Problems.noAttentionNeeded(row).exception();
    }
    switch (settlement) {
      case UNDO_AGAIN -> Submissions.undoAgain(handle, row, request, now);
      case ACCEPT -> {
        var sentence = row.standing().outcome() + "; accepted as it is by " + request.who();
        Submissions.accept(handle, row, request, sentence, now);
        Submissions.handOn(handle, row.target(), now);
      }
    }
  }
}
