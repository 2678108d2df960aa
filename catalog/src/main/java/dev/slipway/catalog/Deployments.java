package dev.slipway.catalog;

import dev.slipway.kit.Problem;
import dev.slipway.store.Store;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The numbered history of every environment. Exactly one entry serves at a time: the database
 * itself refuses a second.
 */
public final class Deployments {
  private static final String COLUMNS =
      """
      SELECT app, environment, number, release, kind, state, build, configuration, operation, title,
             asked_by, asked_at, serving_since, ended_at
      FROM catalog.deployment\s""";

  /**
   * One entry of each environment, found by walking from one to the next along the primary key: the
   * length of the histories doesn't matter.
   */
  private static final String CURRENT =
      """
      WITH RECURSIVE place AS (
        (SELECT app, environment FROM catalog.deployment ORDER BY app, environment LIMIT 1)
        UNION ALL
        SELECT next.app, next.environment FROM place CROSS JOIN LATERAL (
          SELECT app, environment FROM catalog.deployment
          WHERE (app, environment) > (place.app, place.environment)
          ORDER BY app, environment LIMIT 1) next)
      SELECT shown.* FROM place CROSS JOIN LATERAL (
        (SELECT app, environment, number, release, kind, state, build, configuration, operation,
                title, asked_by, asked_at, serving_since, ended_at
         FROM catalog.deployment
         WHERE app = place.app AND environment = place.environment AND state = 'serving')
        UNION ALL
        (SELECT app, environment, number, release, kind, state, build, configuration, operation,
                title, asked_by, asked_at, serving_since, ended_at
         FROM catalog.deployment
         WHERE app = place.app AND environment = place.environment
           AND NOT EXISTS (SELECT FROM catalog.deployment serving
                           WHERE serving.app = place.app AND serving.state = 'serving'
                             AND serving.environment = place.environment)
         ORDER BY number DESC LIMIT 1)) shown
      ORDER BY app, environment""";

  private final Store store;
  private final InstantSource clock;

  public Deployments(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** What is asked for. */
  public record Wanted(
      String app, String environment, Deployment.Kind kind, String title, String askedBy) {}

  /** Takes the next number of the environment. */
  public Deployment open(Wanted wanted) {
    return store.transact(handle -> open(handle, wanted));
  }

  /** The same together with what carries it out: a number without an operation waits for ever. */
  public Deployment open(Handle handle, Wanted wanted) {
    lock(handle, wanted.app());
    return handle
        .createQuery(
            """
            INSERT INTO catalog.deployment
              (app, environment, number, release, kind, state, title, asked_by, asked_at)
            SELECT :app, :environment, coalesce(max(number), 0) + 1,
                   coalesce(max(number), 0) + 1, :kind, 'requested', :title, :by, :now
            FROM catalog.deployment WHERE app = :app AND environment = :environment
            RETURNING app, environment, number, release, kind, state, build, configuration,
                      operation, title, asked_by, asked_at, serving_since, ended_at""")
        .bind("app", wanted.app())
        .bind("environment", wanted.environment())
        .bind("kind", wanted.kind().name().toLowerCase(Locale.ROOT))
        .bind("title", wanted.title())
        .bind("by", wanted.askedBy())
        .bind("now", now())
        .map((row, context) -> read(row))
        .one();
  }

  /** Takes the next number for going back to an earlier entry: its release serves once more. */
  public Deployment openRollback(Handle handle, Deployment to, Wanted wanted) {
    var opened = open(handle, wanted);
    update(handle, opened, "release = :release, build = :build, configuration = :configuration")
        .bind("release", to.release())
        .bind("build", to.build().orElse(null))
        .bind("configuration", to.configuration())
        .execute();
    return get(handle, to.app(), to.environment(), opened.number()).orElseThrow();
  }

  /** The application's row is the lock under which numbers are given. */
  private static void lock(Handle handle, String app) {
    var found =
        handle
            .createQuery("SELECT name FROM catalog.app WHERE name = :app FOR UPDATE")
            .bind("app", app)
            .mapTo(String.class)
            .findOne();
    if (found.isEmpty()) {
      throw Problem.of(
              Problem.Kind.NOT_FOUND,
              "SLIP-7600",
              app + ": there is no such application",
              "slipway up FOLDER registers an application")
          .exception();
    }
  }

  public void carriedOutBy(Handle handle, Deployment deployment, long operation) {
    update(handle, deployment, "operation = :value").bind("value", operation).execute();
  }

  public void builtAs(Handle handle, Deployment deployment, String build) {
    update(handle, deployment, "build = :value").bind("value", build).execute();
  }

  public void configuredAs(Handle handle, Deployment deployment, long configuration) {
    update(handle, deployment, "configuration = :value").bind("value", configuration).execute();
  }

  /** This one serves from now on, and the one before no more. Repeating it changes nothing. */
  public void serve(Handle handle, Deployment deployment) {
    handle
        .createUpdate(
            """
            UPDATE catalog.deployment SET state = 'superseded', ended_at = :now
            WHERE app = :app AND environment = :environment AND state = 'serving'
              AND number <> :number""")
        .bind("app", deployment.app())
        .bind("environment", deployment.environment())
        .bind("number", deployment.number())
        .bind("now", now())
        .execute();
    update(
            handle,
            deployment,
            "state = 'serving', ended_at = NULL, serving_since = coalesce(serving_since, :now)")
        .bind("now", now())
        .execute();
  }

  /** This one does not serve; if it did for a while, the given one does again. */
  public void fail(Handle handle, Deployment deployment, Optional<Deployment> instead) {
    update(handle, deployment, "state = 'failed', ended_at = :now").bind("now", now()).execute();
    instead.ifPresent(
        earlier -> {
          var restored = update(handle, earlier, "state = 'serving', ended_at = NULL").execute();
          if (restored != 1) {
            throw new IllegalStateException(earlier.target() + " has no " + earlier.version());
          }
        });
  }

  /** This one will not come about any more; nothing changes when something else became of it. */
  public void abandon(Handle handle, String app, String environment, int number) {
    handle
        .createUpdate(
            """
            UPDATE catalog.deployment SET state = 'failed', ended_at = :now
            WHERE app = :app AND environment = :environment AND number = :number
              AND state = 'requested'""")
        .bind("app", app)
        .bind("environment", environment)
        .bind("number", number)
        .bind("now", now())
        .execute();
  }

  /** Keeps what is to be known of it: checks with evidence, figures, plan. */
  public void record(Handle handle, Deployment deployment, String json) {
    update(handle, deployment, "record = record || cast(:value AS jsonb)")
        .bind("value", json)
        .execute();
  }

  public String recordOf(Deployment deployment) {
    return store.read(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT record::text FROM catalog.deployment
                    WHERE app = :app AND environment = :environment AND number = :number""")
                .bind("app", deployment.app())
                .bind("environment", deployment.environment())
                .bind("number", deployment.number())
                .mapTo(String.class)
                .one());
  }

  /** Who applied what; an index has the few that applied anything. */
  public MigrationRuns migrationRuns(String app, String environment) {
    return new MigrationRuns(
        store.read(
            handle ->
                handle
                    .createQuery(
                        """
                        SELECT number, asked_at,
                               jsonb_array_elements_text(record->'migration'->'applied') migration
                        FROM catalog.deployment
                        WHERE app = :app AND environment = :environment
                          AND jsonb_exists(record, 'migration')""")
                    .bind("app", app)
                    .bind("environment", environment)
                    .map(
                        (row, context) ->
                            new MigrationRuns.Run(
                                row.getInt("number"),
                                row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                                row.getString("migration")))
                    .list()));
  }

  public Optional<Deployment> serving(String app, String environment) {
    return store.read(
        handle ->
            handle
                .createQuery(
                    COLUMNS
                        + "WHERE app = :app AND environment = :environment AND state = 'serving'")
                .bind("app", app)
                .bind("environment", environment)
                .map((row, context) -> read(row))
                .findOne());
  }

  public Optional<Deployment> find(String app, String environment, int number) {
    return store.read(handle -> get(handle, app, environment, number));
  }

  private static Optional<Deployment> get(
      Handle handle, String app, String environment, int number) {
    return handle
        .createQuery(
            COLUMNS + "WHERE app = :app AND environment = :environment AND number = :number")
        .bind("app", app)
        .bind("environment", environment)
        .bind("number", number)
        .map((row, context) -> read(row))
        .findOne();
  }

  public Deployment get(String app, String environment, int number) {
    return find(app, environment, number)
        .orElseThrow(
            () ->
                Problem.of(
                        Problem.Kind.NOT_FOUND,
                        "SLIP-7602",
                        app + "/" + environment + " has no v" + number,
                        "slipway releases " + app + " lists what there is")
                    .exception());
  }

  /** The newest first. */
  public List<Deployment> history(String app, String environment, int most) {
    return history(app, environment, 0, most);
  }

  /**
   * @param before only those with a smaller number; 0 for the newest
   */
  public List<Deployment> history(String app, String environment, long before, int most) {
    return store.read(
        handle ->
            handle
                .createQuery(
                    COLUMNS
                        + "WHERE app = :app AND environment = :environment AND number < :before"
                        + " ORDER BY number DESC LIMIT :most")
                .bind("app", app)
                .bind("environment", environment)
                .bind("before", before == 0 ? Long.MAX_VALUE : before)
                .bind("most", most)
                .map((row, context) -> read(row))
                .list());
  }

  /** Every environment that was ever deployed to, with what serves there or the last that tried. */
  public List<Deployment> current() {
    return store.read(
        handle -> handle.createQuery(CURRENT).map((row, context) -> read(row)).list());
  }

  private static org.jdbi.v3.core.statement.Update update(
      Handle handle, Deployment deployment, String assignments) {
    return handle
        .createUpdate(
            "UPDATE catalog.deployment SET "
                + assignments
                + " WHERE app = :app AND environment = :environment AND number = :number")
        .bind("app", deployment.app())
        .bind("environment", deployment.environment())
        .bind("number", deployment.number());
  }

  private OffsetDateTime now() {
    return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  private static Deployment read(ResultSet row) throws SQLException {
    var operation = row.getLong("operation");
    var noOperation = row.wasNull();
    return new Deployment(
        row.getString("app"),
        row.getString("environment"),
        row.getInt("number"),
        row.getInt("release"),
        Deployment.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
        Deployment.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        Optional.ofNullable(row.getString("build")),
        row.getLong("configuration"),
        noOperation ? Optional.empty() : Optional.of(operation),
        row.getString("title"),
        new Deployment.Asked(
            row.getString("asked_by"), row.getObject("asked_at", OffsetDateTime.class).toInstant()),
        instant(row.getObject("serving_since", OffsetDateTime.class)),
        instant(row.getObject("ended_at", OffsetDateTime.class)));
  }

  private static Optional<Instant> instant(@Nullable OffsetDateTime time) {
    return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
  }
}
