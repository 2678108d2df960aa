package dev.slipway.operations.journal;

import dev.slipway.protocol.operation.Happening;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * Operations that are due and that no living worker knows: a newer version of Slipway began them
 * and an older one is back. They keep their state, since nothing of them has failed, and go on by
 * themselves when somebody comes who knows them. Until then they must not look as if they ran.
 */
public final class Strandings {
  private Strandings() {}

  /**
   * Marks those that have been due since before the given time: once each, with an event.
   *
   * @param sentence what the event says
   */
  public static List<OperationRow> mark(
      Handle handle, Instant dueBefore, Function<OperationRow, String> sentence, Instant now) {
    var stranded =
        handle
            .createQuery(
                """
                UPDATE operations.operation SET stranded_at = :now, last_event = last_event + 1
                WHERE number IN (
                  SELECT number FROM operations.operation o
                  WHERE o.due_at < :before AND o.worker IS NULL AND o.stranded_at IS NULL
                  AND NOT EXISTS (
                    SELECT 1 FROM operations.worker w
                    LEFT JOIN LATERAL unnest(w.types, w.versions) AS known (type, version) ON true
                    WHERE w.types IS NULL
                    OR known.type = o.type AND o.code_version <= known.version)
                  FOR UPDATE SKIP LOCKED)
                RETURNING *""")
            .bind("now", now)
            .bind("before", dueBefore)
            .map((row, context) -> Rows.operation(row))
            .list();
    for (var row : stranded) {
      var event = new Draft(now, "", new Happening.Stranded(sentence.apply(row)));
      Events.add(handle, row.number(), row.lastEvent() - 1, List.of(event));
    }
    return stranded;
  }
}
