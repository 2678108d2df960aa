package dev.slipway.operations.journal;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Who holds a target and who is next. All of it happens under a lock of the target that ends with
 * the transaction, so that of two who come at once one is first. The index {@code one_holder} would
 * refuse a mistake made here.
 */
final class Targets {
  private Targets() {}

  static void lock(Handle handle, String target) {
    handle
        .createQuery("SELECT 1 FROM (SELECT pg_advisory_xact_lock(hashtextextended(:key, 0))) AS l")
        .bind("key", "operations/" + target)
        .mapTo(Integer.class)
        .one();
  }

  static Optional<OperationRow> holder(Handle handle, String target) {
    return handle
        .createQuery("SELECT * FROM operations.operation WHERE target = :target AND holds")
        .bind("target", target)
        .map((row, context) -> Rows.operation(row))
        .findOne();
  }

  /** Hands a free target to the one that has queued longest. */
  static void handOn(Handle handle, String target, Instant now) {
    handle
        .createUpdate(
            """
            UPDATE operations.operation SET holds = true, due_at = :now
            WHERE number = (
              SELECT number FROM operations.operation
              WHERE target = :target AND state = 'queued' AND NOT holds AND changing
              ORDER BY number LIMIT 1 FOR UPDATE)
            AND NOT EXISTS (
              SELECT 1 FROM operations.operation WHERE target = :target AND holds)""")
        .bind("target", target)
        .bind("now", now)
        .execute();
  }
}
