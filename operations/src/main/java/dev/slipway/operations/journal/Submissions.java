package dev.slipway.operations.journal;

import dev.slipway.protocol.operation.Happening;
import dev.slipway.protocol.operation.OperationState;
import dev.slipway.protocol.operation.Request;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Lets operations in, and out again before they begin. Runs inside the caller's transaction. */
public final class Submissions {
  private Submissions() {}

  /** The operation that was submitted under this key before. */
  public static Optional<OperationRow> earlier(Handle handle, String idempotencyKey) {
    return handle
        .createQuery("SELECT * FROM operations.operation WHERE idempotency_key = :key")
        .bind("key", idempotencyKey)
        .map((row, context) -> Rows.operation(row))
        .findOne();
  }

  /** Who holds the target now; the answer stays true until the transaction ends. */
  public static Optional<OperationRow> holder(Handle handle, String target) {
    Targets.lock(handle, target);
    return Targets.holder(handle, target);
  }

  /** Ends the operations of this type that still queue for the target: their numbers. */
  public static List<Long> endQueued(
      Handle handle, String type, String target, long by, String outcome, Instant now) {
    var ended =
        handle
            .createQuery(
                """
                SELECT number FROM operations.operation
                WHERE type = :type AND target = :target AND state = 'queued'
                AND NOT holds AND began_at IS NULL AND number <> :by""")
            .bind("by", by)
            .bind("type", type)
            .bind("target", target)
            .mapTo(Long.class)
            .list();
    return ended.stream().filter(number -> endUnbegun(handle, number, outcome, now)).toList();
  }

  /** Ends an operation that no worker has begun; false when one has. */
  public static boolean endUnbegun(Handle handle, long number, String outcome, Instant now) {
    var last =
        handle
            .createQuery(
                """
                UPDATE operations.operation SET state = 'cancelled', outcome = :outcome,
                  ended_at = :now, holds = false, due_at = NULL, stranded_at = NULL,
                  last_event = last_event + 1
                WHERE number = :number AND state = 'queued' AND began_at IS NULL AND worker IS NULL
                RETURNING last_event""")
            .bind("outcome", Json.clean(outcome))
            .bind("now", now)
            .bind("number", number)
            .mapTo(Long.class)
            .findOne();
    last.ifPresent(
        event ->
            Events.add(
                handle,
                number,
                event - 1,
                List.of(
                    new Draft(
                        now,
                        "",
                        new Happening.Ended(
                            OperationState.CANCELLED, outcome, Optional.empty())))));
    return last.isPresent();
  }

  /** Records it; a changing one whose target is free is due at once, otherwise it queues. */
  public static long insert(
      Handle handle, Submission asked, Optional<OperationRow> holder, Instant now) {
    var holds = asked.changing() && holder.isEmpty();
    var drafts = new java.util.ArrayList<Draft>();
    drafts.add(
        new Draft(
            now,
            "",
            new Happening.Requested(
                asked.type(), asked.title(), asked.target(), asked.plan(), asked.request())));
    if (asked.changing()) {
      holder.ifPresent(
          other ->
              drafts.add(
                  new Draft(now, "", new Happening.Queued(other.number(), describe(other)))));
    }
    var number = insertRow(handle, asked, holds, drafts.size(), now);
    Events.add(handle, number, 0, drafts);
    return number;
  }

  private static long insertRow(
      Handle handle, Submission asked, boolean holds, int events, Instant now) {
    return handle
        .createQuery(
            """
            INSERT INTO operations.operation (type, title, target, changing, plan_version,
              code_version, plan, input, who, came_from, why, idempotency_key, state,
              requested_at, deadline_at, holds, due_at, last_event)
            VALUES (:type, :title, :target, :changing, :version, :version, CAST(:plan AS json),
              CAST(:input AS json), :who, :from, :why, :key, 'queued', :now,
              CAST(:deadline AS timestamptz), :holds, CAST(:due AS timestamptz), :events)
            RETURNING number""")
        .bind("type", asked.type())
        .bind("title", Json.clean(asked.title()))
        .bind("target", asked.target())
        .bind("changing", asked.changing())
        .bind("version", asked.version())
        .bind("plan", Json.write(asked.plan()))
        .bind("input", Json.write(asked.input()))
        .bind("who", Json.clean(asked.request().who()))
        .bind("from", Json.clean(asked.request().from()))
        .bind("why", Json.clean(asked.request().why()))
        .bind("key", asked.idempotencyKey().orElse(null))
        .bind("now", now)
        .bind("deadline", asked.deadline().orElse(null))
        .bind("holds", holds)
        .bind("due", holds || !asked.changing() ? now : null)
        .bind("events", events)
        .mapTo(Long.class)
        .one();
  }

  /** The holder and its step in half a sentence. */
  public static String describe(OperationRow holder) {
    var standing = holder.standing();
    var step = standing.step().isEmpty() ? "" : ", step " + standing.step();
    return "operation "
        + holder.number()
        + " ("
        + holder.type()
        + " "
        + holder.title()
        + ", "
        + standing.state().word()
        + step
        + ", asked for by "
        + holder.request().who()
        + ")";
  }

  /**
   * Asks the operation's worker to cancel it; one that waits becomes due. False when it has ended.
   */
  public static boolean requestCancel(Handle handle, long number, Request request, Instant now) {
    return handle
            .createUpdate(
                """
                UPDATE operations.operation SET
                  cancel_at = coalesce(cancel_at, :now), cancel_who = coalesce(cancel_who, :who),
                  cancel_why = coalesce(cancel_why, :why),
                  due_at = CASE WHEN worker IS NULL THEN :now ELSE due_at END
                WHERE number = :number AND ended_at IS NULL""")
            .bind("now", now)
            .bind("who", Json.clean(request.who()))
            .bind("why", Json.clean(request.why()))
            .bind("number", number)
            .execute()
        == 1;
  }

  /**
   * Has a worker go on with the undo of an operation that needed attention; false when it needs
   * none any more.
   */
  public static boolean undoAgain(Handle handle, OperationRow row, Request request, Instant now) {
    return settle(
        handle,
        row,
        "state = 'undoing', ended_at = NULL, due_at = :now",
        new Draft(now, "", new Happening.Settled(request.who(), request.why())));
  }

  /**
   * Ends as it is an operation that needed attention or that nobody knew, and frees its target;
   * false when neither is so any more.
   */
  public static boolean accept(
      Handle handle, OperationRow row, Request request, String outcome, Instant now) {
    return settle(
        handle,
        row,
        "state = 'failed', holds = false, ended_at = :now, due_at = NULL, signal_key = NULL,"
            + " stranded_at = NULL, outcome = :outcome",
        new Draft(now, "", new Happening.Settled(request.who(), request.why())),
        new Draft(now, "", new Happening.Ended(OperationState.FAILED, outcome, Optional.empty())));
  }

  private static boolean settle(Handle handle, OperationRow row, String change, Draft... events) {
    var update =
        handle
            .createUpdate(
                """
                UPDATE operations.operation SET last_event = last_event + :events, %s
                WHERE number = :number AND last_event = :last
                AND (state = 'needs-attention' OR stranded_at IS NOT NULL AND worker IS NULL)"""
                    .formatted(change))
            .bind("now", events[0].at())
            .bind("events", events.length)
            .bind("number", row.number())
            .bind("last", row.lastEvent());
    // Of an end its sentence is kept with the operation too.
    if (events[events.length - 1].what() instanceof Happening.Ended end) {
      update.bind("outcome", Json.clean(end.outcome()));
    }
    if (update.execute() == 0) {
      return false;
    }
    Events.add(handle, row.number(), row.lastEvent(), List.of(events));
    return true;
  }

  /** Hands on the target of an operation that ended before it began. */
  public static void handOn(Handle handle, String target, Instant now) {
    Targets.handOn(handle, target, now);
  }
}
