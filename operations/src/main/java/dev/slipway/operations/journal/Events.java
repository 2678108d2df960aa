package dev.slipway.operations.journal;

import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Adds events; whoever calls has raised the operation's {@code last_event} in the same transaction.
 */
final class Events {
  private Events() {}

  static void add(Handle handle, long operation, long after, List<Draft> drafts) {
    if (drafts.isEmpty()) {
      return;
    }
    var batch =
        handle.prepareBatch(
            """
            INSERT INTO operations.event (operation, number, at, step, what)
            VALUES (:operation, :number, :at, :step, CAST(:what AS json))""");
    var number = after;
    for (var draft : drafts) {
      batch
          .bind("operation", operation)
          .bind("number", ++number)
          .bind("at", draft.at())
          .bind("step", draft.step())
          .bind("what", Json.write(draft.what()))
          .add();
    }
    batch.execute();
  }
}
