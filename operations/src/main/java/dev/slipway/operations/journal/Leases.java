package dev.slipway.operations.journal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Hands operations to workers and takes them from dead ones. Runs inside the caller's transaction.
 */
public final class Leases {
  private Leases() {}

  /**
   * @param knows the types that the worker knows and the newest version of each
   */
  public static long register(
      Handle handle, WorkerRow worker, Map<String, Integer> knows, Instant now) {
    return handle
        .createQuery(
            """
            INSERT INTO operations.worker (name, place, pid, pid_started, since, types, versions)
            VALUES (:name, :place, :pid, :started, :now, :types, :versions) RETURNING id""")
        .bindArray("types", String.class, (Object[]) types(knows))
        .bindArray("versions", Integer.class, (Object[]) versions(knows))
        .bind("name", worker.name())
        .bind("place", worker.place())
        .bind("pid", worker.pid())
        .bind("started", worker.pidStarted())
        .bind("now", now)
        .mapTo(Long.class)
        .one();
  }

  /** False when others have declared the worker dead. */
  public static boolean beat(Handle handle, long worker) {
    return handle
            .createUpdate("UPDATE operations.worker SET beats = beats + 1 WHERE id = :id")
            .bind("id", worker)
            .execute()
        == 1;
  }

  public static List<WorkerRow> workers(Handle handle) {
    return handle
        .createQuery("SELECT * FROM operations.worker ORDER BY id")
        .map(
            (row, context) ->
                new WorkerRow(
                    row.getLong("id"),
                    row.getString("name"),
                    row.getString("place"),
                    row.getLong("pid"),
                    row.getLong("pid_started"),
                    row.getLong("beats")))
        .list();
  }

  /**
   * Declares a worker dead and makes due what it had. The fencing number moves in the same
   * transaction: from here on whatever the worker still writes is refused.
   *
   * @return how many operations it had; empty when it has beaten since
   */
  public static Optional<Integer> bury(Handle handle, WorkerRow dead, Instant now) {
    var gone =
        handle
            .createUpdate("DELETE FROM operations.worker WHERE id = :id AND beats = :beats")
            .bind("id", dead.id())
            .bind("beats", dead.beats())
            .execute();
    return gone == 0 ? Optional.empty() : Optional.of(release(handle, dead.id(), now));
  }

  /** A worker leaves in good order, or begins anew after it was cut off. */
  public static void leave(Handle handle, long worker, Instant now) {
    handle
        .createUpdate("DELETE FROM operations.worker WHERE id = :id")
        .bind("id", worker)
        .execute();
    release(handle, worker, now);
  }

  private static int release(Handle handle, long worker, Instant now) {
    return handle
        .createUpdate(
            """
            UPDATE operations.operation
            SET worker = NULL, due_at = :now, fence = nextval('operations.fence')
            WHERE worker = :worker""")
        .bind("now", now)
        .bind("worker", worker)
        .execute();
  }

  /** Operations whose worker is not even in the list: none, unless a row was lost by hand. */
  public static int releaseOrphans(Handle handle, Instant now) {
    return handle
        .createUpdate(
            """
            UPDATE operations.operation
            SET worker = NULL, due_at = :now, fence = nextval('operations.fence')
            WHERE worker IS NOT NULL AND worker NOT IN (SELECT id FROM operations.worker)""")
        .bind("now", now)
        .execute();
  }

  /**
   * Takes operations that are due.
   *
   * @param versions the types this worker knows and the newest version of each
   */
  public static List<OperationRow> claim(
      Handle handle, long worker, Map<String, Integer> versions, int limit, Instant now) {
    return handle
        .createQuery(
            """
            UPDATE operations.operation o SET worker = :worker, due_at = NULL,
              fence = nextval('operations.fence'), code_version = due.knows, stranded_at = NULL
            FROM (
              SELECT number, known.version AS knows FROM operations.operation d
              JOIN unnest(:types, :versions) AS known (type, version)
                ON d.type = known.type AND d.code_version <= known.version
              WHERE d.due_at <= :now AND d.worker IS NULL
              ORDER BY d.due_at, d.number LIMIT :limit
              FOR UPDATE OF d SKIP LOCKED) AS due
            WHERE o.number = due.number
            RETURNING o.*""")
        .bind("worker", worker)
        .bindArray("types", String.class, (Object[]) types(versions))
        .bindArray("versions", Integer.class, (Object[]) versions(versions))
        .bind("now", now)
        .bind("limit", limit)
        .map((row, context) -> Rows.operation(row))
        .list();
  }

  private static String[] types(Map<String, Integer> versions) {
    return versions.keySet().stream().sorted().toArray(String[]::new);
  }

  private static Integer[] versions(Map<String, Integer> versions) {
    return versions.keySet().stream().sorted().map(versions::get).toArray(Integer[]::new);
  }

  /** Makes due what the worker has by the store's word and does not run. */
  public static int releaseForgotten(Handle handle, long worker, List<Long> running, Instant now) {
    return handle
        .createUpdate(
            """
            UPDATE operations.operation
            SET worker = NULL, due_at = :now, fence = nextval('operations.fence')
            WHERE worker = :worker AND NOT number = ANY (:running)""")
        .bind("now", now)
        .bind("worker", worker)
        .bindArray("running", Long.class, running)
        .execute();
  }

  /**
   * A new fencing number for an operation whose step would not stop: what it still writes is
   * refused.
   */
  public static Optional<OperationRow> refence(Handle handle, long operation, long fence) {
    return handle
        .createQuery(
            """
            UPDATE operations.operation SET fence = nextval('operations.fence')
            WHERE number = :number AND fence = :fence RETURNING *""")
        .bind("number", operation)
        .bind("fence", fence)
        .map((row, context) -> Rows.operation(row))
        .findOne();
  }

  /** Of this worker's operations those that somebody asked to cancel. */
  public static List<OperationRow> toCancel(Handle handle, long worker) {
    return handle
        .createQuery(
            """
            SELECT * FROM operations.operation
            WHERE worker = :worker AND cancel_at IS NOT NULL""")
        .bind("worker", worker)
        .map((row, context) -> Rows.operation(row))
        .list();
  }
}
