package dev.slipway.watch.job;

import dev.slipway.manifest.model.Job;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes down what has come due. How far a job was looked at is kept, so that what came due while
 * nobody looked is found: of it the newest is run, the rest is told as missed. An instant that was
 * written down once never is again, wherever the machine's clock is set to.
 */
final class JobClock {
  /** What was due longer ago is not caught up. */
  static final Duration CATCH_UP = Duration.ofDays(1);

  /** After so many the count goes on with the last days: a minutely job after a year away. */
  private static final int COUNTED = 5_000;

  private static final Duration LAST_DAYS = Duration.ofDays(2);

  private final JobLedger ledger;
  private final InstantSource clock;

  JobClock(JobLedger ledger, InstantSource clock) {
    this.ledger = ledger;
    this.clock = clock;
  }

  void look(JobRoom.Served served) {
    if (!served.closed()) {
      served.jobs().forEach((name, job) -> look(served.key(name), job));
    }
  }

  private void look(JobKey key, Job job) {
    var schedule = Schedule.of(job);
    ledger
        .store()
        .jdbi()
        .useTransaction(
            handle -> {
              var now = clock.instant();
              var from = ledger.hold(handle, key, schedule.toString());
              var due = due(schedule, from, now);
              if (due.isEmpty()) {
                return;
              }
              var newest = due.removeLast();
              if (newest.plus(CATCH_UP).isBefore(now)) {
                due.add(newest);
              } else {
                ledger.owe(handle, key, newest, JobRun.State.WAITING, "");
              }
              if (!due.isEmpty()) {
                ledger.owe(handle, key, due.getLast(), JobRun.State.MISSED, missed(due));
              }
              ledger.seenUntil(handle, key, now);
            });
  }

  private static List<Instant> due(Schedule schedule, Instant from, Instant until) {
    var due = new ArrayList<Instant>();
    for (var at = schedule.next(from);
        at.isPresent() && !at.get().isAfter(until);
        at = schedule.next(at.get())) {
      due.add(at.get());
      var lastDays = until.minus(LAST_DAYS);
      if (due.size() == COUNTED && at.get().isBefore(lastDays)) {
        at = Optional.of(lastDays);
      }
    }
    return due;
  }

  private static String missed(List<Instant> due) {
    var count = (due.size() < COUNTED ? "" : "at least ") + due.size();
    return (due.size() == 1 ? "1 run" : count + " runs, the first due " + due.getFirst() + ",")
        + " had nothing to run in: Slipway was down, nothing served, or it was closed";
  }
}
