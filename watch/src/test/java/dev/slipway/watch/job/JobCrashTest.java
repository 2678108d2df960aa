package dev.slipway.watch.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.manifest.model.Overlap;
import dev.slipway.store.testing.TestingStore;
import dev.slipway.watch.WatchState;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A control plane that dies before any statement of a job's life, and a store whose connections are
 * cut at random: each instant is run once, or is told as what became of it. Processes and store are
 * real. All points are tried with {@code -Dslipway.kill.every=1}.
 */
@Timeout(300)
final class JobCrashTest {
  private static final int EVERY = Integer.getInteger("slipway.kill.every", 5);
  private static final int MOST_STATEMENTS = 500;
  private static final Instant BEGIN = Instant.parse("2026-11-21T12:00:30Z");

  private final TestingStore testing = TestingStore.fresh(WatchState.SCHEMA);
  private TestingJobRoom room;
  private Instant now = BEGIN;
  private String name = "task";

  /** The control plane is gone: nothing of it goes on. */
  private static final class Died extends Error {
    private static final long serialVersionUID = 1;

    Died(long statement) {
      super("before statement " + statement, null, false, false);
    }
  }

  /** Lets so many statements through, and none after. */
  private static final class Executioner implements SqlLogger {
    private final long last;
    private long statements;

    Executioner(long last) {
      this.last = last;
    }

    @Override
    public void logBeforeExecution(StatementContext context) {
      if (statements++ >= last) {
        throw new Died(statements);
      }
    }
  }

  @BeforeEach
  void open() throws Exception {
    room = TestingJobRoom.fresh();
  }

  @AfterEach
  void close() throws Exception {
    testing.store().jdbi().setSqlLogger(SqlLogger.NOP_SQL_LOGGER);
    room.close();
    testing.close();
  }

  private Jobs controlPlane() {
    var ledger = new JobLedger(testing.store(), () -> now);
    return new Jobs(room, ledger, room.runtime(), () -> now, "here");
  }

  private List<JobRun> history() {
    return new JobLedger(testing.store(), () -> now)
        .history(new JobKey("shop", "production", name), 100);
  }

  private boolean isSettled() {
    var history = history();
    return history.size() == 2 && history.stream().allMatch(run -> run.state().hasEnded());
  }

  /** Two instants of a job, by a control plane that dies before its statement of this number. */
  private boolean lifeThatDiesBefore(long statement) throws Exception {
    name = "task-" + statement;
    room.jobs.clear();
    var command = "echo $$ >> ran-" + statement;
    room.jobs.put(name, TestingJobRoom.job("* * * * *", command, Overlap.QUEUE, 0));
    now = BEGIN;
    controlPlane().look();
    var executioner = new Executioner(statement);
    testing.store().jdbi().setSqlLogger(executioner);
    var hasDied = false;
    try {
      live(controlPlane());
    } catch (Died expected) {
      hasDied = true;
    } finally {
      testing.store().jdbi().setSqlLogger(SqlLogger.NOP_SQL_LOGGER);
    }
    live(controlPlane());
    return hasDied;
  }

  /** Two minutes go by; looks until both instants have ended. */
  private void live(Jobs jobs) throws InterruptedException {
    now = BEGIN.plus(Duration.ofMinutes(1));
    jobs.look();
    now = BEGIN.plus(Duration.ofMinutes(2));
    var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!isSettled() && System.nanoTime() < end) {
      jobs.look();
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private void assertOnce(String file) throws Exception {
    assertThat(history())
        .describedAs("every instant is run, or said to be missed: " + history())
        .hasSize(2)
        .allMatch(run -> run.state().hasEnded())
        .noneMatch(run -> run.state() == JobRun.State.UNSEEN);
    var ran = history().stream().filter(run -> run.state() == JobRun.State.SUCCEEDED).count();
    assertThat(Files.readAllLines(room.file(file)))
        .describedAs("what ran is what is told to have run")
        .hasSize((int) ran);
    assertThat(ran).isPositive();
  }

  @Test
  void itDiesBeforeAnyStatement() throws Exception {
    var first = ThreadLocalRandom.current().nextInt(EVERY);
    var tried = 0;
    for (var statement = first; statement < MOST_STATEMENTS; statement += EVERY) {
      if (!lifeThatDiesBefore(statement)) {
        break;
      }
      assertOnce("ran-" + statement);
      tried++;
    }
    assertThat(tried).isPositive();
  }

  @Test
  void connectionsAreCutAtRandom() throws Exception {
    room.jobs.put(name, TestingJobRoom.job("* * * * *", "echo $$ >> ran", Overlap.QUEUE, 0));
    controlPlane().look();
    var random = new Random(7);
    var jobs = controlPlane();
    for (var minute = 1; minute <= 10; minute++) {
      now = BEGIN.plus(Duration.ofMinutes(minute));
      for (var look = 0; look < 8; look++) {
        var cut =
            Thread.ofVirtual().start(() -> cutAfter(Duration.ofNanos(random.nextInt(8_000_000))));
        try {
          jobs.look();
        } catch (RuntimeException storeIsAway) {
          // As in its own rounds: the next look goes on.
          jobs = random.nextBoolean() ? controlPlane() : jobs;
        }
        cut.join();
      }
    }
    var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!isQuiet(jobs) && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    var history = history();
    assertThat(history)
        .allMatch(run -> run.state().hasEnded())
        .noneMatch(run -> run.state() == JobRun.State.UNSEEN);
    assertThat(history).extracting(JobRun::dueAt).doesNotHaveDuplicates();
    var ran = history.stream().filter(run -> run.state() == JobRun.State.SUCCEEDED).count();
    assertThat(Files.readAllLines(room.file("ran"))).hasSize((int) ran);
    assertThat(ran).isPositive();
  }

  /** Connections that were cut are found out one by one. */
  private boolean isQuiet(Jobs jobs) {
    try {
      jobs.look();
      return history().stream().allMatch(run -> run.state().hasEnded());
    } catch (RuntimeException storeIsAway) {
      return false;
    }
  }

  /** As an administrator would: every connection of this database but the one that cuts. */
  private void cutAfter(Duration pause) {
    try {
      TimeUnit.NANOSECONDS.sleep(pause.toNanos());
      testing
          .store()
          .jdbi()
          .useHandle(
              handle ->
                  handle
                      .createQuery(
                          "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                              + " WHERE datname = current_database() AND pid <> pg_backend_pid()")
                      .mapTo(Long.class)
                      .one());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException cutItself) {
      // Another cut came first.
      Thread.onSpinWait();
    }
  }
}
