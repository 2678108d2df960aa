package dev.slipway.watch.job;

import dev.slipway.manifest.model.Overlap;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What becomes of runs that wait while one of the same job still runs. */
record Overlapping(JobLedger ledger, Handle handle, Overlap rule) {

  void settle(JobRun running, List<JobRun> waiting) {
    switch (rule) {
      case SKIP ->
          fresh(waiting).forEach(run -> skip(run, "the run of " + running.dueAt() + " still ran"));
      case QUEUE -> {
        // It waits for its turn.
      }
      case REPLACE -> {
        var newest = waiting.getLast();
        ledger.tellToEnd(handle, running, "the run of " + newest.dueAt() + " took its place");
        waiting
            .subList(0, waiting.size() - 1)
            .forEach(run -> skip(run, "the run of " + newest.dueAt() + " took its place"));
      }
    }
  }

  /** One that is to be tried again has had its turn and keeps it. */
  private static List<JobRun> fresh(List<JobRun> waiting) {
    return waiting.stream().filter(run -> run.attempt() == 0).toList();
  }

  private void skip(JobRun run, String why) {
    ledger.end(handle, run, new JobLedger.End(JobRun.State.SKIPPED, Optional.empty(), why, ""));
  }
}
