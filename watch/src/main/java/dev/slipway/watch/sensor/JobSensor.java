package dev.slipway.watch.sensor;

import dev.slipway.watch.Watched;
import dev.slipway.watch.alert.Finding;
import dev.slipway.watch.alert.Rule;
import dev.slipway.watch.alert.Sensor;
import dev.slipway.watch.job.JobKey;
import dev.slipway.watch.job.JobLedger;
import dev.slipway.watch.job.JobRun;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Jobs whose last run did not do what it was to do, and runs that don't begin. */
public record JobSensor(JobLedger ledger, InstantSource clock) implements Sensor {
  /** A run that is due and does not begin for so long is stuck behind another. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private static final int LOOKED_AT = 20;

  @Override
  public Rule rule() {
    return Rule.JOB;
  }

  @Override
  public List<Finding> look(Watched watched) {
    var findings = new ArrayList<Finding>();
    for (var name : watched.environment().jobs().keySet()) {
      var key = new JobKey(watched.serving().app(), watched.serving().environment(), name);
      trouble(ledger.history(key, LOOKED_AT))
          .ifPresent(value -> findings.add(new Finding.Wrong(Rule.JOB, name, value)));
    }
    return findings;
  }

  private Optional<String> trouble(List<JobRun> newestFirst) {
    var stuck =
        newestFirst.stream()
            .filter(run -> run.state() == JobRun.State.WAITING && run.attempt() == 0)
            .filter(run -> run.dueAt().plus(PATIENCE).isBefore(clock.instant()))
            .findFirst()
            .map(run -> "the run of " + run.dueAt() + " did not begin");
    return stuck.or(
        () ->
            newestFirst.stream()
                .filter(run -> run.state().hasEnded())
                // One that was left out for another says nothing of how that one went.
                .filter(run -> run.state() != JobRun.State.REPLACED)
                .filter(run -> run.state() != JobRun.State.SKIPPED)
                .findFirst()
                .filter(run -> run.state() != JobRun.State.SUCCEEDED)
                .map(
                    run ->
                        "the run of "
                            + run.dueAt()
                            + " "
                            + run.state().word().replace('-', ' ')
                            + ": "
                            + run.fact()));
  }
}
