package dev.slipway.operations;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.slipway.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * The same load on db-scheduler: an execution for each operation, in which each step is recorded by
 * one transaction. It gives leases and heartbeats; targets, fencing, events and undo would come on
 * top.
 */
final class DbSchedulerPeer {
  private static final String TABLES =
      """
      CREATE TABLE IF NOT EXISTS scheduled_tasks (
        task_name text NOT NULL, task_instance text NOT NULL, task_data bytea,
        execution_time timestamptz NOT NULL, picked boolean NOT NULL, picked_by text,
        last_success timestamptz, last_failure timestamptz, consecutive_failures int,
        last_heartbeat timestamptz, version bigint NOT NULL, priority smallint, state text,
        PRIMARY KEY (task_name, task_instance));
      CREATE INDEX IF NOT EXISTS execution_time_idx ON scheduled_tasks (execution_time);
      CREATE INDEX IF NOT EXISTS last_heartbeat_idx ON scheduled_tasks (last_heartbeat);
      CREATE TABLE IF NOT EXISTS peer_step (operation text, step int, what text,
        PRIMARY KEY (operation, step))""";

  private DbSchedulerPeer() {}

  static double stepsPerSecond(Store store, int operations, int steps, String round)
      throws Exception {
    store.read(handle -> handle.createScript(TABLES).execute());
    var done = new CountDownLatch(operations);
    OneTimeTask<Void> task =
        Tasks.oneTime("operation")
            .execute(
                (instance, context) -> {
                  for (var step = 0; step < steps; step++) {
                    record(store, instance.getId(), step);
                  }
                  done.countDown();
                });
    var scheduler =
        Scheduler.create(store.dataSource(), task)
            .threads(100)
            .executorService(Executors.newVirtualThreadPerTaskExecutor())
            .pollUsingLockAndFetch(0.5, 3.0)
            .pollingInterval(Duration.ofMillis(100))
            .enableImmediateExecution()
            .build();
    scheduler.start();
    try {
      var start = System.nanoTime();
      for (var i = 0; i < operations; i++) {
        scheduler.scheduleIfNotExists(task.instance(round + "-" + i), Instant.now());
      }
      if (!done.await(5, TimeUnit.MINUTES)) {
        throw new IllegalStateException("db-scheduler left " + done.getCount() + " unfinished");
      }
      return steps * operations / ((System.nanoTime() - start) / 1e9);
    } finally {
      scheduler.stop();
    }
  }

  private static void record(Store store, String operation, int step) {
    store.transact(
        handle ->
            handle.execute(
                "INSERT INTO peer_step (operation, step, what) VALUES (?, ?, 'done')",
                operation,
                step));
  }
}
