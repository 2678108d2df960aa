package dev.slipway.operations.journal;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import tools.jackson.databind.JsonNode;

/**
 * Signals and who waits for them; both sides take the key's lock, so that none slips between look
 * and wait.
 */
public final class Signals {
  private Signals() {}

  /** A signal as it is kept. */
  public record Row(long number, String key, String who, Instant at, JsonNode what) {}

  /** Keeps a signal and makes due whoever waits for it. */
  public static void send(Handle handle, String key, String who, JsonNode what, Instant now) {
    lock(handle, key);
    handle
        .createUpdate(
            """
            INSERT INTO operations.signal (key, who, at, what)
            VALUES (:key, :who, :now, CAST(:what AS json))""")
        .bind("key", key)
        .bind("who", who)
        .bind("now", now)
        .bind("what", Json.write(what))
        .execute();
    handle
        .createUpdate(
            """
            UPDATE operations.operation SET due_at = :now
            WHERE signal_key = :key AND state = 'waiting'""")
        .bind("key", key)
        .bind("now", now)
        .execute();
  }

  public static List<Row> under(Handle handle, String key) {
    return handle
        .createQuery("SELECT * FROM operations.signal WHERE key = :key ORDER BY number")
        .bind("key", key)
        .map(
            (row, context) ->
                new Row(
                    row.getLong("number"),
                    row.getString("key"),
                    row.getString("who"),
                    row.getTimestamp("at").toInstant(),
                    Json.tree(row.getString("what"))))
        .list();
  }

  static void lock(Handle handle, String key) {
    Targets.lock(handle, "signal/" + key);
  }

  static void dueIfNewer(Handle handle, long operation, String key, long seen, Instant now) {
    handle
        .createUpdate(
            """
            UPDATE operations.operation SET due_at = :now
            WHERE number = :number
            AND EXISTS (SELECT 1 FROM operations.signal WHERE key = :key AND number > :seen)""")
        .bind("now", now)
        .bind("number", operation)
        .bind("key", key)
        .bind("seen", seen)
        .execute();
  }
}
