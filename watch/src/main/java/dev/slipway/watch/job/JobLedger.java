package dev.slipway.watch.job;

import dev.slipway.kit.Ids;
import dev.slipway.store.Store;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What is owed to each job and what became of each run, in the store. */
public final class JobLedger {
  /** More runs of a job are not kept; those that are missing no longer guard against a second. */
  static final int KEPT = 500;

  private static final String COLUMNS =
      """
      id, app, environment, job, due_at, asked_by, state, attempt, attempts, place, release,
      instance, ends_by, stop_why, started_at, ended_at, exit_code, fact
      """;

  private final Store store;
  private final InstantSource clock;

  public JobLedger(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  Store store() {
    return store;
  }

  /**
   * Takes hold of a job until the transaction ends: how far its clock was looked at by this
   * schedule. Under another schedule, or never looked at, it is looked at from now on.
   */
  Instant hold(Handle handle, JobKey job, String schedule) {
    var now = clock.instant();
    handle
        .createUpdate(
            """
            INSERT INTO watch.job (app, environment, name, schedule, seen_until)
            VALUES (:app, :environment, :job, :schedule, :now)
            ON CONFLICT (app, environment, name) DO UPDATE
              SET schedule = excluded.schedule,
                  seen_until = CASE WHEN job.schedule = excluded.schedule
                                    THEN least(job.seen_until, excluded.seen_until)
                                    ELSE excluded.seen_until END""")
        .bind("app", job.app())
        .bind("environment", job.environment())
        .bind("job", job.name())
        .bind("schedule", schedule)
        .bind("now", at(now))
        .execute();
    return handle
        .createQuery(
            "SELECT seen_until FROM watch.job WHERE app = :app AND environment = :environment"
                + " AND name = :job")
        .bind("app", job.app())
        .bind("environment", job.environment())
        .bind("job", job.name())
        .map((row, context) -> row.getObject(1, OffsetDateTime.class).toInstant())
        .one();
  }

  void seenUntil(Handle handle, JobKey job, Instant until) {
    handle
        .createUpdate(
            "UPDATE watch.job SET seen_until = :until WHERE app = :app"
                + " AND environment = :environment AND name = :job")
        .bind("app", job.app())
        .bind("environment", job.environment())
        .bind("job", job.name())
        .bind("until", at(until))
        .execute();
  }

  /** Writes down that it was due; a second time changes nothing. */
  void owe(Handle handle, JobKey job, Instant dueAt, JobRun.State state, String fact) {
    insert(handle, job, dueAt, Optional.empty(), state, fact);
  }

  /** A run that somebody asked for. */
  JobRun ask(Handle handle, JobKey job, String by) {
    var id =
        insert(
            handle,
            job,
            clock.instant(),
            Optional.of(by),
            JobRun.State.WAITING,
            "asked for by " + by);
    return get(handle, id).orElseThrow();
  }

  private String insert(
      Handle handle,
      JobKey job,
      Instant dueAt,
      Optional<String> by,
      JobRun.State state,
      String fact) {
    var id = Ids.next(clock.instant());
    handle
        .createUpdate(
            """
            INSERT INTO watch.run
              (id, app, environment, job, due_at, asked_by, state, not_before, ended_at, fact)
            VALUES (:id, :app, :environment, :job, :due, :by, :state, :now,
                    CASE WHEN :ended THEN cast(:now AS timestamptz) END, :fact)
            ON CONFLICT DO NOTHING""")
        .bind("id", id)
        .bind("app", job.app())
        .bind("environment", job.environment())
        .bind("job", job.name())
        .bind("due", at(dueAt))
        .bind("by", by.orElse(null))
        .bind("state", state.word())
        .bind("now", at(clock.instant()))
        .bind("ended", state.hasEnded())
        .bind("fact", fact)
        .execute();
    return id;
  }

  /** What waits, runs or is about to, the oldest first. */
  List<JobRun> open() {
    return store.read(
        handle ->
            handle
                .createQuery(
                    "SELECT "
                        + COLUMNS
                        + """
                           FROM watch.run WHERE state IN ('waiting', 'starting', 'running')
                           ORDER BY due_at, id LIMIT 1000""")
                .map((row, context) -> read(row))
                .list());
  }

  /** Those of a job that wait and may begin, or run. */
  List<JobRun> open(Handle handle, JobKey job) {
    return handle
        .createQuery(
            "SELECT "
                + COLUMNS
                + """
                   FROM watch.run WHERE state IN ('waiting', 'starting', 'running')
                     AND app = :app AND environment = :environment AND job = :job
                     AND (state <> 'waiting' OR not_before <= :now)
                   ORDER BY due_at, id""")
        .bind("app", job.app())
        .bind("environment", job.environment())
        .bind("job", job.name())
        .bind("now", at(clock.instant()))
        .map((row, context) -> read(row))
        .list();
  }

  /** What a run that is claimed will run as. */
  record Claim(
      String place, String release, Optional<String> instance, int attempts, Instant endsBy) {}

  void claim(Handle handle, JobRun run, Claim claim) {
    handle
        .createUpdate(
            """
            UPDATE watch.run SET state = 'starting', attempt = attempt + 1, attempts = :attempts,
              place = :place, release = :release, instance = :instance, ends_by = :endsBy,
              started_at = :now, ended_at = NULL, exit_code = NULL, fact = ''
            WHERE id = :id AND state = 'waiting'""")
        .bind("id", run.id())
        .bind("attempts", claim.attempts())
        .bind("place", claim.place())
        .bind("release", claim.release())
        .bind("instance", claim.instance().orElse(null))
        .bind("endsBy", at(claim.endsBy()))
        .bind("now", at(clock.instant()))
        .execute();
  }

  void started(JobRun run) {
    store
        .jdbi()
        .useHandle(
            handle ->
                handle
                    .createUpdate(
                        "UPDATE watch.run SET state = 'running' WHERE id = :id"
                            + " AND state = 'starting'")
                    .bind("id", run.id())
                    .execute());
  }

  /** It is to end, by whoever runs it. */
  void tellToEnd(Handle handle, JobRun run, String why) {
    handle
        .createUpdate(
            "UPDATE watch.run SET stop_why = coalesce(stop_why, :why) WHERE id = :id"
                + " AND state IN ('starting', 'running')")
        .bind("id", run.id())
        .bind("why", why)
        .execute();
  }

  /** How an attempt ended. */
  record End(JobRun.State state, Optional<Integer> code, String fact, String output) {}

  /** Ends a run as it is; one that ended meanwhile stays as it ended. */
  void end(JobRun run, End end) {
    store
        .jdbi()
        .useTransaction(
            handle -> {
              end(handle, run, end);
              prune(handle, run.job());
            });
  }

  void end(Handle handle, JobRun run, End end) {
    update(handle, run, end, end.state().word(), clock.instant());
  }

  /** It failed and is tried again then. */
  void again(JobRun run, End end, Instant notBefore) {
    store.jdbi().useHandle(handle -> update(handle, run, end, "waiting", notBefore));
  }

  private void update(Handle handle, JobRun run, End end, String state, Instant notBefore) {
    handle
        .createUpdate(
            """
            UPDATE watch.run SET state = :state, ended_at = :now, exit_code = :code, fact = :fact,
              output = right(output || :output, :most), not_before = :notBefore
            WHERE id = :id AND attempt = :attempt AND state IN ('waiting', 'starting', 'running')""")
        .bind("id", run.id())
        .bind("attempt", run.attempt())
        .bind("state", state)
        .bind("now", at(clock.instant()))
        .bind("code", end.code().orElse(null))
        .bind("fact", end.fact())
        // The store takes no character zero.
        .bind("output", end.output().replace("\0", ""))
        .bind("most", RunOutput.MOST)
        .bind("notBefore", at(notBefore))
        .execute();
  }

  private static void prune(Handle handle, JobKey job) {
    handle
        .createUpdate(
            """
            DELETE FROM watch.run WHERE id IN (
              SELECT id FROM watch.run
              WHERE app = :app AND environment = :environment AND job = :job
                AND state NOT IN ('waiting', 'starting', 'running')
              ORDER BY due_at DESC, id DESC OFFSET :kept)""")
        .bind("app", job.app())
        .bind("environment", job.environment())
        .bind("job", job.name())
        .bind("kept", KEPT)
        .execute();
  }

  /** The newest runs of a job first. */
  public List<JobRun> history(JobKey job, int most) {
    return store.read(
        handle ->
            handle
                .createQuery(
                    "SELECT "
                        + COLUMNS
                        + """
                           FROM watch.run
                           WHERE app = :app AND environment = :environment AND job = :job
                           ORDER BY due_at DESC, id DESC LIMIT :most""")
                .bind("app", job.app())
                .bind("environment", job.environment())
                .bind("job", job.name())
                .bind("most", most)
                .map((row, context) -> read(row))
                .list());
  }

  public Optional<JobRun> find(String id) {
    return store.read(handle -> get(handle, id));
  }

  private static Optional<JobRun> get(Handle handle, String id) {
    return handle
        .createQuery("SELECT " + COLUMNS + " FROM watch.run WHERE id = :id")
        .bind("id", id)
        .map((row, context) -> read(row))
        .findOne();
  }

  /** What the attempts that ended wrote, the newest part of it. */
  public String output(JobRun run) {
    return store.read(
        handle ->
            handle
                .createQuery("SELECT output FROM watch.run WHERE id = :id")
                .bind("id", run.id())
                .mapTo(String.class)
                .one());
  }

  private static JobRun read(ResultSet row) throws SQLException {
    var code = row.getInt("exit_code");
    Optional<Integer> exit = row.wasNull() ? Optional.empty() : Optional.of(code);
    return new JobRun(
        row.getString("id"),
        new JobKey(row.getString("app"), row.getString("environment"), row.getString("job")),
        row.getObject("due_at", OffsetDateTime.class).toInstant(),
        Optional.ofNullable(row.getString("asked_by")),
        JobRun.State.of(row.getString("state")),
        row.getInt("attempt"),
        row.getInt("attempts"),
        Optional.ofNullable(row.getString("place")),
        Optional.ofNullable(row.getString("release")),
        Optional.ofNullable(row.getString("instance")),
        instant(row, "ends_by"),
        Optional.ofNullable(row.getString("stop_why")),
        instant(row, "started_at"),
        instant(row, "ended_at"),
        exit,
        row.getString("fact"));
  }

  private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  private static OffsetDateTime at(Instant instant) {
    return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
  }
}
