package dev.slipway.catalog;

import dev.slipway.store.Store;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * How far the branches and tags of a repository were taken into the environments that wait for
 * them. Nothing is taken twice: who takes must know what was taken before.
 */
public final class Pushes {
  private final Store store;
  private final InstantSource clock;

  public Pushes(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * An environment that waits for pushes.
   *
   * @param watching what it looks for, and where
   * @param marks the commit that was last taken or passed by, for each full name of a ref
   */
  public record Watch(String watching, Map<String, String> marks) {
    public Watch {
      marks = Map.copyOf(marks);
    }
  }

  /** What moved: the commits that the refs stand for now. */
  public record Moved(String app, String environment, Map<String, String> commits) {
    public Moved {
      commits = Map.copyOf(commits);
    }
  }

  /** The environments of the application that wait for pushes. */
  public Map<String, Watch> of(String app) {
    return store.read(
        handle -> {
          var marks = new LinkedHashMap<String, Map<String, String>>();
          handle
              .createQuery(
                  "SELECT environment, ref, commit_id FROM catalog.push_mark WHERE app = ?")
              .bind(0, app)
              .map(
                  (row, context) ->
                      marks
                          .computeIfAbsent(row.getString(1), any -> new LinkedHashMap<>())
                          .put(row.getString(2), row.getString(3)))
              .list();
          var watches = new LinkedHashMap<String, Watch>();
          handle
              .createQuery("SELECT environment, watching FROM catalog.push_watch WHERE app = ?")
              .bind(0, app)
              .map(
                  (row, context) ->
                      watches.put(
                          row.getString(1),
                          new Watch(
                              row.getString(2), marks.getOrDefault(row.getString(1), Map.of()))))
              .list();
          return watches;
        });
  }

  /** From now on it is watched; what is there already is passed by. */
  public void begin(String watching, Moved there) {
    store.transact(
        handle -> {
          var began =
              handle
                  .createUpdate(
                      """
                      INSERT INTO catalog.push_watch (app, environment, watching, since)
                      VALUES (:app, :environment, :watching, :now)
                      ON CONFLICT (app, environment) DO UPDATE
                        SET watching = excluded.watching, since = excluded.since
                        WHERE push_watch.watching <> excluded.watching""")
                  .bind("app", there.app())
                  .bind("environment", there.environment())
                  .bind("watching", watching)
                  .bind("now", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                  .execute();
          if (began == 1) {
            handle
                .createUpdate(
                    "DELETE FROM catalog.push_mark WHERE app = :app AND environment = :environment")
                .bind("app", there.app())
                .bind("environment", there.environment())
                .execute();
            mark(handle, there, Optional.empty());
          }
          return began;
        });
  }

  /** It waits for no push any more, and begins anew should it ever again. */
  public void forget(String app, Set<String> environments) {
    store.transact(
        handle ->
            handle
                .createUpdate(
                    "DELETE FROM catalog.push_watch WHERE app = :app AND environment = ANY(:gone)")
                .bind("app", app)
                .bindArray("gone", String.class, environments)
                .execute());
  }

  /** Lets it pass without a deployment. */
  public boolean pass(Watch known, Moved moved) {
    return store.transact(handle -> take(handle, known, moved, Optional.empty()));
  }

  /**
   * Marks it as taken. Belongs into the transaction that opens the deployment: both are there, or
   * neither.
   *
   * @param known what whoever takes it saw
   * @return false when somebody was faster, and then nothing may be deployed
   */
  public boolean take(Handle handle, Watch known, Moved moved, Optional<Integer> number) {
    var watching =
        handle
            .createQuery(
                """
                SELECT watching FROM catalog.push_watch
                WHERE app = :app AND environment = :environment FOR UPDATE""")
            .bind("app", moved.app())
            .bind("environment", moved.environment())
            .mapTo(String.class)
            .findOne();
    if (watching.filter(known.watching()::equals).isEmpty()) {
      return false;
    }
    for (var ref : moved.commits().keySet()) {
      var now =
          handle
              .createQuery(
                  """
                  SELECT commit_id FROM catalog.push_mark
                  WHERE app = :app AND environment = :environment AND ref = :ref""")
              .bind("app", moved.app())
              .bind("environment", moved.environment())
              .bind("ref", ref)
              .mapTo(String.class)
              .findOne();
      if (!now.equals(Optional.ofNullable(known.marks().get(ref)))) {
        return false;
      }
    }
    mark(handle, moved, number);
    return true;
  }

  private static void mark(Handle handle, Moved moved, Optional<Integer> number) {
    if (moved.commits().isEmpty()) {
      return;
    }
    var batch =
        handle.prepareBatch(
            """
            INSERT INTO catalog.push_mark (app, environment, ref, commit_id, number)
            VALUES (:app, :environment, :ref, :commit, :number)
            ON CONFLICT (app, environment, ref) DO UPDATE
              SET commit_id = excluded.commit_id, number = excluded.number""");
    moved
        .commits()
        .forEach(
            (ref, commit) ->
                batch
                    .bind("app", moved.app())
                    .bind("environment", moved.environment())
                    .bind("ref", ref)
                    .bind("commit", commit)
                    .bind("number", number.orElse(null))
                    .add());
    batch.execute();
  }
}
