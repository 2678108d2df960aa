package dev.slipway.watch.job;

import dev.slipway.kit.Problem;
import dev.slipway.kit.ProblemException;
import dev.slipway.kit.Rounds;
import dev.slipway.kit.Suggestion;
import dev.slipway.manifest.model.Job;
import dev.slipway.runtime.contract.InstanceId;
import dev.slipway.runtime.contract.InstanceRuntime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Has jobs run when they are due, and answers for them. */
public final class Jobs implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Jobs.class.getName());
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final int LOOKS_PER_SWEEP = 120;

  private final JobRoom room;
  private final JobLedger ledger;
  private final JobClock due;
  private final JobRunner runner;
  private final JobFollower follower;
  private final InstantSource clock;
  private final Rounds rounds;
  private int looks;

  /**
   * @param place what tells this control plane, over its restarts, from others on the same store
   */
  public Jobs(
      JobRoom room, JobLedger ledger, InstanceRuntime runtime, InstantSource clock, String place) {
    this.room = room;
    this.ledger = ledger;
    this.clock = clock;
    this.due = new JobClock(ledger, clock);
    this.runner = new JobRunner(ledger, room, runtime, clock, place);
    this.follower =
        new JobFollower(ledger, runner, room, runtime, new JobFollower.Here(place, clock));
    this.rounds = new Rounds("jobs", LOOK, this::look);
  }

  public Jobs start() {
    rounds.start();
    return this;
  }

  /** Writes down what is due, follows what runs, begins what waits. */
  void look() {
    var served = room.served();
    for (var one : served) {
      apart(one.target(), () -> due.look(one));
    }
    for (var run : ledger.open()) {
      apart(run.job().toString(), () -> follower.follow(run, served));
    }
    for (var one : served) {
      apart(one.target(), () -> runner.begin(one));
    }
    if (looks++ % LOOKS_PER_SWEEP == 0) {
      follower.sweep();
    }
  }

  /** One that can't be looked at keeps no other from its run. */
  private static void apart(String what, Runnable look) {
    try {
      look.run();
    } catch (ProblemException e) {
      LOG.log(System.Logger.Level.WARNING, "{0}: {1}", what, e.problem().text());
    }
  }

  /**
   * A job with what became of it last.
   *
   * @param next when it is due, if it ever is
   */
  public record Entry(
      JobKey key, Job job, Optional<Instant> next, Optional<JobRun> last, boolean closed) {}

  public List<Entry> list(String app, String environment) {
    var served = room.served(app, environment);
    return served.jobs().entrySet().stream()
        .map(
            job ->
                new Entry(
                    served.key(job.getKey()),
                    job.getValue(),
                    Schedule.of(job.getValue()).next(clock.instant()),
                    ledger.history(served.key(job.getKey()), 1).stream().findFirst(),
                    served.closed()))
        .toList();
  }

  /** The newest runs of one first. */
  public List<JobRun> history(String app, String environment, String job, int most) {
    var served = room.served(app, environment);
    var runs = ledger.history(served.key(job), most);
    if (runs.isEmpty()) {
      demand(served, job);
    }
    return runs;
  }

  /** Has it run now, by its overlap rule. */
  public JobRun ask(String app, String environment, String job, String by) {
    var served = room.served(app, environment);
    demand(served, job);
    if (served.closed()) {
      throw Problem.of(
              Problem.Kind.CONFLICT,
              "SLIP-7801",
              served.target() + " is closed for maintenance, and no job begins there",
              "slipway maintenance " + app + " " + environment + " off")
          .exception();
    }
    var schedule = Schedule.of(Objects.requireNonNull(served.jobs().get(job))).toString();
    return ledger
        .store()
        .transact(
            handle -> {
              ledger.hold(handle, served.key(job), schedule);
              return ledger.ask(handle, served.key(job), by);
            });
  }

  private static void demand(JobRoom.Served served, String job) {
    if (!served.jobs().containsKey(job)) {
      var names = served.jobs().keySet();
      throw Problem.of(
              Problem.Kind.NOT_FOUND,
              "SLIP-7802",
              served.target() + " has no job " + job,
              Suggestion.nearest(job, names)
                  .map(near -> "did you mean " + near + "?")
                  .orElse(
                      names.isEmpty()
                          ? "write it under jobs in slipway.yaml and deploy"
                          : "it has " + String.join(", ", names)))
          .exception();
    }
  }

  /** One run. */
  public JobRun run(String app, String environment, String id) {
    return ledger
        .find(id)
        .filter(run -> run.job().app().equals(app) && run.job().environment().equals(environment))
        .orElseThrow(
            () ->
                Problem.of(
                        Problem.Kind.NOT_FOUND,
                        "SLIP-7803",
                        app + "/" + environment + ": no run of a job is called " + id,
                        "slipway jobs list " + app + " " + environment)
                    .exception());
  }

  /** What it wrote, so far if it still runs. */
  public String output(JobRun run) {
    var kept = ledger.output(run);
    if (run.state() != JobRun.State.RUNNING || run.instance().isEmpty()) {
      return kept;
    }
    return RunOutput.cut(kept + follower.output(run, new InstanceId(run.instance().get())));
  }

  @Override
  public void close() {
    rounds.close();
  }
}
