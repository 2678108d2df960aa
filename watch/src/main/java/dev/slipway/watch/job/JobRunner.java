package dev.slipway.watch.job;

import dev.slipway.kit.Durations;
import dev.slipway.kit.ProblemException;
import dev.slipway.manifest.model.Job;
import dev.slipway.runtime.contract.InstanceId;
import dev.slipway.runtime.contract.InstanceRuntime;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;

/**
 * Begins what waits, by the overlap rule of its job. A run is claimed in the store before it is
 * started: who dies in between leaves a claim whose instance isn't there, and {@link JobFollower}
 * starts that very instance.
 */
final class JobRunner {
  private static final int LONGEST_QUEUE = 100;

  private final JobLedger ledger;
  private final JobRoom room;
  private final InstanceRuntime runtime;
  private final InstantSource clock;
  private final String place;
  private final Map<String, Thread> asking = new ConcurrentHashMap<>();

  /**
   * @param place what tells this control plane, over its restarts, from others on the same store
   */
  JobRunner(
      JobLedger ledger, JobRoom room, InstanceRuntime runtime, InstantSource clock, String place) {
    this.ledger = ledger;
    this.room = room;
    this.runtime = runtime;
    this.clock = clock;
    this.place = place;
  }

  void begin(JobRoom.Served served) {
    if (served.closed()) {
      return;
    }
    served
        .jobs()
        .forEach(
            (name, job) -> {
              var claimed = claim(served, served.key(name), job);
              claimed
                  .flatMap(run -> ledger.find(run.id()))
                  .ifPresent(run -> start(served, job, run));
            });
  }

  private Optional<JobRun> claim(JobRoom.Served served, JobKey key, Job job) {
    return ledger
        .store()
        .transact(
            handle -> {
              ledger.hold(handle, key, Schedule.of(job).toString());
              var open = ledger.open(handle, key);
              var waiting =
                  open.stream().filter(run -> run.state() == JobRun.State.WAITING).toList();
              var running =
                  open.stream().filter(run -> run.state() != JobRun.State.WAITING).findFirst();
              if (waiting.isEmpty()) {
                return Optional.empty();
              }
              if (running.isPresent()) {
                new Overlapping(ledger, handle, job.overlap()).settle(running.get(), waiting);
                return Optional.empty();
              }
              var first = waiting.getFirst();
              ledger.claim(
                  handle,
                  first,
                  new JobLedger.Claim(
                      place,
                      served.release(),
                      job.run().map(any -> "job-" + first.id() + "-" + (first.attempt() + 1)),
                      job.retries() + 1,
                      clock.instant().plus(job.timeout())));
              waiting.stream().skip(LONGEST_QUEUE).forEach(late -> skip(handle, late));
              return Optional.of(first);
            });
  }

  private void skip(Handle handle, JobRun late) {
    var fact = LONGEST_QUEUE + " runs wait before it";
    ledger.end(handle, late, new JobLedger.End(JobRun.State.SKIPPED, Optional.empty(), fact, ""));
  }

  /** Starts what is claimed, or what was claimed when its control plane died. */
  void start(JobRoom.Served served, Job job, JobRun run) {
    if (run.instance().isEmpty()) {
      ledger.started(run);
      var thread = Thread.ofVirtual().name(run.id()).unstarted(() -> ask(served, job, run));
      asking.put(run.id(), thread);
      thread.start();
      return;
    }
    try {
      var spec = room.prepare(served, run.job().name(), job, new InstanceId(run.instance().get()));
      runtime.prepare(spec.artefact());
      runtime.start(spec);
      ledger.started(run);
    } catch (ProblemException e) {
      ended(run, new JobLedger.End(JobRun.State.FAILED, Optional.empty(), e.problem().fact(), ""));
    }
  }

  private void ask(JobRoom.Served served, Job job, JobRun run) {
    try {
      var answer = room.ask(served, job, job.timeout());
      var isGood = answer.status().filter(status -> status / 100 == 2).isPresent();
      var output = RunOutput.cut(room.mask(run).hide(answer.text()));
      var state = isGood ? JobRun.State.SUCCEEDED : JobRun.State.FAILED;
      ended(run, new JobLedger.End(state, answer.status(), answer.fact(), output));
    } catch (ProblemException e) {
      ended(run, new JobLedger.End(JobRun.State.FAILED, Optional.empty(), e.problem().fact(), ""));
    } finally {
      asking.remove(run.id());
    }
  }

  /** Whether a request of ours still waits for its answer. */
  boolean isAsking(JobRun run) {
    return asking.containsKey(run.id());
  }

  void interrupt(JobRun run) {
    Optional.ofNullable(asking.get(run.id())).ifPresent(Thread::interrupt);
  }

  /** Writes down how an attempt ended; one that failed is tried again ever later. */
  void ended(JobRun run, JobLedger.End end) {
    var mayFailAgain =
        List.of(JobRun.State.FAILED, JobRun.State.TIMED_OUT).contains(end.state())
            && run.attempt() < run.attempts();
    if (!mayFailAgain) {
      ledger.end(run, end);
      return;
    }
    var pause = Pauses.after(run.attempt());
    var fact =
        "try %d of %d: %s; again in %s"
            .formatted(run.attempt(), run.attempts(), end.fact(), Durations.human(pause));
    ledger.again(
        run,
        new JobLedger.End(end.state(), end.code(), fact, end.output()),
        clock.instant().plus(pause));
  }

  /** Between two tries. */
  private static final class Pauses {
    private static final Duration FIRST = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    static Duration after(int attempt) {
      var pause = FIRST.multipliedBy(1L << Math.min(attempt - 1, 10));
      return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
    }
  }
}
