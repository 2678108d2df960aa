package dev.slipway.watch.job;

import dev.slipway.kit.ProblemException;
import dev.slipway.runtime.contract.Exit;
import dev.slipway.runtime.contract.InstanceId;
import dev.slipway.runtime.contract.InstanceRuntime;
import dev.slipway.runtime.contract.InstanceStatus;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Follows what runs to its end. Instances outlive the control plane, their time limit is held by
 * their supervisors, and how they ended is kept until it is written down here.
 */
final class JobFollower {
  private static final Duration GRACE = Duration.ofSeconds(10);

  /** After its time a run of a control plane that is not heard of any more is given up. */
  private static final Duration SILENCE = Duration.ofMinutes(10);

  static final String LABEL = "job";

  private final JobLedger ledger;
  private final JobRunner runner;
  private final JobRoom room;
  private final InstanceRuntime runtime;
  private final Here here;
  private final Map<InstanceId, Thread> stopping = new ConcurrentHashMap<>();

  /** Which control plane this is, and what time it is there. */
  record Here(String place, InstantSource clock) {}

  JobFollower(
      JobLedger ledger, JobRunner runner, JobRoom room, InstanceRuntime runtime, Here here) {
    this.ledger = ledger;
    this.runner = runner;
    this.room = room;
    this.runtime = runtime;
    this.here = here;
  }

  void follow(JobRun run, List<JobRoom.Served> served) {
    if (run.state() == JobRun.State.WAITING) {
      return;
    }
    if (!run.place().equals(Optional.of(here.place()))) {
      if (isOver(run, SILENCE)) {
        unseen(run, "the control plane that ran it was not heard of again");
      }
      return;
    }
    run.instance()
        .map(InstanceId::new)
        .ifPresentOrElse(id -> follow(run, id, served), () -> followRequest(run));
  }

  private boolean isOver(JobRun run, Duration beyond) {
    return run.endsBy()
        .filter(end -> end.plus(beyond).isBefore(here.clock().instant()))
        .isPresent();
  }

  private void followRequest(JobRun run) {
    if (!runner.isAsking(run)) {
      unseen(run, "the control plane ended while it waited for the answer");
    } else if (run.stopWhy().isPresent()) {
      runner.ended(
          run, new JobLedger.End(JobRun.State.REPLACED, Optional.empty(), run.stopWhy().get(), ""));
      runner.interrupt(run);
    }
  }

  private void follow(JobRun run, InstanceId id, List<JobRoom.Served> served) {
    var status = runtime.find(id).map(instance -> instance.status());
    if (status.isEmpty()) {
      if (run.state() == JobRun.State.STARTING) {
        startAfterAll(run, served);
      } else {
        unseen(run, "its instance is gone");
      }
      return;
    }
    switch (status.get()) {
      case InstanceStatus.Ended ended -> ended(run, id, ended.exit());
      case InstanceStatus.Lost lost when !lost.processAlive() -> {
        unseen(run, lost.reason());
        runtime.remove(id);
      }
      default -> {
        if (run.state() == JobRun.State.STARTING) {
          ledger.started(run);
        }
        // A supervisor that was killed holds no limit any more.
        if (run.stopWhy().isPresent() || isOver(run, Duration.ofMinutes(1))) {
          stop(id);
        }
      }
    }
  }

  /** The control plane died between the claim and the start: nothing of it ever ran. */
  private void startAfterAll(JobRun run, List<JobRoom.Served> served) {
    var where =
        served.stream().filter(one -> one.key(run.job().name()).equals(run.job())).findFirst();
    var job = where.map(one -> one.jobs().get(run.job().name()));
    if (where.isPresent() && job.isPresent()) {
      runner.start(where.get(), job.get(), run);
    } else {
      unseen(run, "it was to start when the control plane ended, and the job is gone since");
    }
  }

  /** Stopping waits for the grace; nobody else waits for it. */
  private void stop(InstanceId id) {
    stopping.computeIfAbsent(
        id,
        any ->
            Thread.ofVirtual()
                .start(
                    () -> {
                      try {
                        runtime.stop(id, GRACE);
                      } finally {
                        stopping.remove(id);
                      }
                    }));
  }

  private void ended(JobRun run, InstanceId id, Exit exit) {
    var state = state(run, exit);
    var fact = state == JobRun.State.REPLACED ? run.stopWhy().orElse("") : exit.text();
    var code =
        exit.cause() == Exit.Cause.OWN ? Optional.of(exit.code()) : Optional.<Integer>empty();
    runner.ended(run, new JobLedger.End(state, code, fact, output(run, id)));
    // Who dies before this leaves an instance that the sweep finds.
    runtime.remove(id);
  }

  private static JobRun.State state(JobRun run, Exit exit) {
    if (exit.isSuccess()) {
      return JobRun.State.SUCCEEDED;
    }
    return switch (exit.cause()) {
      case TIME_LIMIT -> JobRun.State.TIMED_OUT;
      case UNSEEN -> JobRun.State.UNSEEN;
      case STOPPED -> run.stopWhy().isPresent() ? JobRun.State.REPLACED : JobRun.State.TIMED_OUT;
      default -> JobRun.State.FAILED;
    };
  }

  /** What it wrote so far, secrets hidden. */
  String output(JobRun run, InstanceId id) {
    try {
      return RunOutput.cut(room.mask(run).hide(RunOutput.of(runtime.output(id))));
    } catch (ProblemException e) {
      return "(not shown, its secrets can't be told from the rest: " + e.problem().fact() + ")\n";
    }
  }

  private void unseen(JobRun run, String why) {
    runner.ended(
        run,
        new JobLedger.End(
            JobRun.State.UNSEEN, Optional.empty(), "nobody saw how it ended: " + why, ""));
  }

  /** Removes what is written down as ended and was left by one who died before removing it. */
  void sweep() {
    var left =
        runtime.list().stream()
            .filter(instance -> instance.labels().containsKey(LABEL))
            .filter(instance -> instance.status() instanceof InstanceStatus.Ended)
            .map(instance -> instance.id())
            .toList();
    var open = ledger.open().stream().flatMap(run -> run.instance().stream()).toList();
    left.stream().filter(id -> !open.contains(id.value())).forEach(runtime::remove);
  }
}
