package dev.slipway.watch.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.kit.ProblemException;
import dev.slipway.manifest.model.Overlap;
import dev.slipway.runtime.contract.testing.Soon;
import dev.slipway.runtime.process.ProcessRuntime;
import dev.slipway.store.testing.TestingStore;
import dev.slipway.watch.TestingPlace;
import dev.slipway.watch.WatchState;
import dev.slipway.watch.Watched;
import dev.slipway.watch.alert.AlertBook;
import dev.slipway.watch.alert.TestingAlerts;
import dev.slipway.watch.sensor.JobSensor;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Jobs run when they are due, once, by their rules, whoever dies. Processes and store are real. */
final class JobsTest {
  private final TestingStore testing = TestingStore.fresh(WatchState.SCHEMA);
  private TestingJobRoom room;
  private ProcessRuntime runtime;
  private Instant now = Instant.parse("2026-11-21T12:00:30Z");
  private Jobs jobs;

  @BeforeEach
  void open() throws Exception {
    room = TestingJobRoom.fresh();
    runtime = room.runtime();
    jobs = controlPlane("here");
  }

  @AfterEach
  void close() throws Exception {
    room.close();
    testing.close();
  }

  private Jobs controlPlane(String place) {
    return new Jobs(room, new JobLedger(testing.store(), () -> now), runtime, () -> now, place);
  }

  private void job(String schedule, String command) {
    room.jobs.put("task", TestingJobRoom.job(schedule, command, Overlap.SKIP, 0));
    jobs.look();
  }

  private void after(Duration time) {
    now = now.plus(time);
    jobs.look();
  }

  private List<JobRun> history() {
    return jobs.history("shop", "production", "task", 50);
  }

  private JobRun newest() {
    return history().getFirst();
  }

  /** Looks until the newest run stands so. */
  private JobRun until(JobRun.State state) throws InterruptedException {
    Soon.that(
        () -> state + ": " + history(),
        () -> {
          jobs.look();
          return newest().state() == state;
        });
    return newest();
  }

  @Test
  void aRunThatIsDueIsRunOnceWithWhatItWrote() throws Exception {
    job("* * * * *", "echo invoices with $KEY; echo one >> ran");
    assertThat(jobs.list("shop", "production").getFirst().last()).isEmpty();
    after(Duration.ofSeconds(31));
    var run = until(JobRun.State.SUCCEEDED);
    assertThat(run.dueAt()).isEqualTo(Instant.parse("2026-11-21T12:01:00Z"));
    assertThat(run.exitCode()).contains(0);
    assertThat(run.release()).contains("v7");
    assertThat(jobs.output(run)).isEqualTo("invoices with ••••\n");
    jobs.look();
    controlPlane("here").look();
    controlPlane("there").look();
    assertThat(history()).hasSize(1);
    assertThat(Files.readAllLines(room.file("ran"))).hasSize(1);
    assertThat(runtime.list()).isEmpty();
  }

  @Test
  void aClockThatIsSetBackRunsNothingTwice() throws Exception {
    job("* * * * *", "true");
    after(Duration.ofMinutes(1));
    until(JobRun.State.SUCCEEDED);
    after(Duration.ofMinutes(-30));
    after(Duration.ofMinutes(30));
    assertThat(history().stream().filter(run -> run.state() != JobRun.State.MISSED))
        .extracting(JobRun::dueAt)
        .containsExactly(Instant.parse("2026-11-21T12:01:00Z"));
    after(Duration.ofMinutes(1));
    assertThat(until(JobRun.State.SUCCEEDED).dueAt())
        .isEqualTo(Instant.parse("2026-11-21T12:02:00Z"));
  }

  @Test
  void ofWhatWasMissedTheNewestIsCaughtUpAndTheRestIsTold() throws Exception {
    job("0 * * * *", "true");
    now = now.plus(Duration.ofHours(5));
    assertThat(until(JobRun.State.SUCCEEDED).dueAt())
        .isEqualTo(Instant.parse("2026-11-21T17:00:00Z"));
    assertThat(history()).hasSize(2);
    var missed = history().getLast();
    assertThat(missed.state()).isEqualTo(JobRun.State.MISSED);
    assertThat(missed.fact())
        .isEqualTo(
            "4 runs, the first due 2026-11-21T13:00:00Z, had nothing to run in: Slipway was down,"
                + " nothing served, or it was closed");
  }

  @Test
  void whatIsLongPastIsOnlyTold() {
    job("0 12 21 * *", "true");
    after(Duration.ofDays(31).plusHours(1));
    assertThat(newest().dueAt()).isEqualTo(Instant.parse("2026-12-21T12:00:00Z"));
    job("0 12 1 * *", "true");
    after(Duration.ofDays(12));
    assertThat(newest().dueAt()).isEqualTo(Instant.parse("2027-01-01T12:00:00Z"));
    assertThat(history()).extracting(JobRun::state).containsOnly(JobRun.State.MISSED);
  }

  @Test
  void anotherScheduleOwesNothingOfThePast() {
    job("0 0 * * *", "true");
    now = now.plus(Duration.ofHours(3));
    job("0 13 * * *", "true");
    assertThat(history()).isEmpty();
  }

  @Test
  void oneThatStillRunsIsNotJoined() throws Exception {
    job("* * * * *", "sleep 60");
    after(Duration.ofMinutes(1));
    until(JobRun.State.RUNNING);
    after(Duration.ofMinutes(1));
    assertThat(newest().state()).isEqualTo(JobRun.State.SKIPPED);
    assertThat(newest().fact()).isEqualTo("the run of 2026-11-21T12:01:00Z still ran");
  }

  @Test
  void whatIsQueuedRunsInItsTurn() throws Exception {
    room.jobs.put(
        "task",
        TestingJobRoom.job("* * * * *", "until [ -e go ]; do sleep 0.05; done", Overlap.QUEUE, 0));
    jobs.look();
    after(Duration.ofMinutes(1));
    until(JobRun.State.RUNNING);
    after(Duration.ofMinutes(1));
    assertThat(newest().state()).isEqualTo(JobRun.State.WAITING);
    Files.createFile(room.file("go"));
    until(JobRun.State.SUCCEEDED);
    assertThat(history()).extracting(JobRun::state).containsOnly(JobRun.State.SUCCEEDED);
  }

  @Test
  void whatIsReplacedEndsBeforeTheNextBegins() throws Exception {
    room.jobs.put("task", TestingJobRoom.job("* * * * *", "sleep 60", Overlap.REPLACE, 0));
    jobs.look();
    after(Duration.ofMinutes(1));
    until(JobRun.State.RUNNING);
    after(Duration.ofMinutes(1));
    until(JobRun.State.RUNNING);
    assertThat(history().getLast().state()).isEqualTo(JobRun.State.REPLACED);
    assertThat(history().getLast().fact())
        .isEqualTo("the run of 2026-11-21T12:02:00Z took its place");
  }

  @Test
  void whatFailsIsTriedAgainAndItsTriesAreKept() throws Exception {
    room.jobs.put(
        "task",
        TestingJobRoom.job("* * * * *", "echo try; test -e ready || exit 3", Overlap.SKIP, 2));
    jobs.look();
    after(Duration.ofMinutes(1));
    Soon.that(
        () -> "tried: " + history(),
        () -> {
          jobs.look();
          return newest().attempt() == 1 && newest().state() == JobRun.State.WAITING;
        });
    assertThat(newest().fact()).isEqualTo("try 1 of 3: exit code 3; again in 10.0 s");
    Files.createFile(room.file("ready"));
    after(Duration.ofSeconds(11));
    var run = until(JobRun.State.SUCCEEDED);
    assertThat(run.attempt()).isEqualTo(2);
    assertThat(jobs.output(run)).isEqualTo("try\ntry\n");
  }

  @Test
  void oneThatIsStuckIsEndedAtItsTimeAndToldUntilTheNextIsWell() throws Exception {
    var told = new ArrayList<String>();
    var place = place();
    var alerts =
        new TestingAlerts(
            new AlertBook(testing.store()),
            List.of(new JobSensor(new JobLedger(testing.store(), () -> now), () -> now)),
            () -> place,
            (handle, serving, key, title, lines) -> {
              told.add(title + " " + String.join("\n", lines));
              return 1;
            },
            () -> now);
    var usual = TestingJobRoom.job("* * * * *", "sleep 600", Overlap.SKIP, 0);
    room.jobs.put("task", TestingJobRoom.limited(usual, Duration.ofSeconds(1)));
    jobs.look();
    after(Duration.ofMinutes(1));
    until(JobRun.State.RUNNING);
    alerts.look();
    assertThat(told).isEmpty();
    assertThat(until(JobRun.State.TIMED_OUT).fact()).contains("time limit");
    alerts.look();
    alerts.look();
    assertThat(told).hasSize(1);
    assertThat(told.getFirst()).contains("job task: the run of 2026-11-21T12:01:00Z timed out: ");
    room.jobs.put("task", TestingJobRoom.job("* * * * *", "true", Overlap.SKIP, 0));
    after(Duration.ofMinutes(1));
    until(JobRun.State.SUCCEEDED);
    alerts.look();
    now = now.plusSeconds(61);
    alerts.look();
    assertThat(told).hasSize(2);
    assertThat(told.getLast()).contains("job is over");
  }

  private static Watched place() throws Exception {
    return TestingPlace.watched(
        TestingPlace.environment(
            """
            app: shop
            services:
              web: { start: ./serve }
            jobs:
              task: { schedule: "* * * * *", run: ./task }
            environments:
              production: {}
            """),
        Optional.empty());
  }

  @Test
  void aClaimWhoseControlPlaneDiedIsStartedByTheNextOne() throws Exception {
    job("* * * * *", "echo one >> ran");
    now = now.plus(Duration.ofMinutes(1));
    var ledger = new JobLedger(testing.store(), () -> now);
    var served = room.served("shop", "production");
    new JobClock(ledger, () -> now).look(served);
    testing
        .store()
        .jdbi()
        .useTransaction(
            handle ->
                ledger.claim(
                    handle,
                    newest(),
                    new JobLedger.Claim(
                        "here",
                        "v7",
                        Optional.of("job-" + newest().id() + "-1"),
                        1,
                        now.plusSeconds(60))));
    jobs = controlPlane("here");
    until(JobRun.State.SUCCEEDED);
    assertThat(Files.readAllLines(room.file("ran"))).hasSize(1);
  }

  @Test
  void aRunOutlivesItsControlPlaneAndItsTrueEndIsTold() throws Exception {
    job("* * * * *", "until [ -e go ]; do sleep 0.05; done; exit 4");
    after(Duration.ofMinutes(1));
    until(JobRun.State.RUNNING);
    Files.createFile(room.file("go"));
    jobs = controlPlane("here");
    assertThat(until(JobRun.State.FAILED).exitCode()).contains(4);
  }

  @Test
  void aControlPlaneThatIsNotHeardOfAgainLeavesAnUnknownEnd() throws Exception {
    job("0 12 * * *", "sleep 60");
    jobs.ask("shop", "production", "task", "ada");
    until(JobRun.State.RUNNING);
    jobs = controlPlane("there");
    after(Duration.ofMinutes(10));
    assertThat(newest().state()).isEqualTo(JobRun.State.RUNNING);
    after(Duration.ofMinutes(6));
    assertThat(newest().state()).isEqualTo(JobRun.State.UNSEEN);
  }

  @Test
  void whileItIsClosedNothingBeginsAndOnceItOpensTheNewestDoes() throws Exception {
    job("0 * * * *", "true");
    room.closed = true;
    after(Duration.ofHours(2));
    assertThat(history()).isEmpty();
    assertThatThrownBy(() -> jobs.ask("shop", "production", "task", "ada"))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("shop/production is closed for maintenance, and no job begins there");
    room.closed = false;
    assertThat(until(JobRun.State.SUCCEEDED).dueAt())
        .isEqualTo(Instant.parse("2026-11-21T14:00:00Z"));
  }

  @Test
  void aRequestSucceedsByItsAnswer() throws Exception {
    room.jobs.put("task", TestingJobRoom.request("* * * * *", "POST /digest"));
    jobs.look();
    after(Duration.ofMinutes(1));
    assertThat(until(JobRun.State.SUCCEEDED).fact()).isEqualTo("POST /digest answered 200");
    room.answer = new JobRoom.Answer(Optional.of(503), "busy", "POST /digest answered 503");
    after(Duration.ofMinutes(1));
    assertThat(jobs.output(until(JobRun.State.FAILED))).isEqualTo("busy\n");
  }

  @Test
  void aRequestWhoseControlPlaneDiedIsNotRepeated() throws Exception {
    room.jobs.put("task", TestingJobRoom.request("* * * * *", "POST /digest"));
    room.patience = Duration.ofSeconds(20);
    jobs.look();
    after(Duration.ofMinutes(1));
    until(JobRun.State.RUNNING);
    jobs = controlPlane("here");
    jobs.look();
    assertThat(newest().state()).isEqualTo(JobRun.State.UNSEEN);
    assertThat(newest().fact())
        .isEqualTo(
            "nobody saw how it ended: the control plane ended while it waited for the answer");
  }

  @Test
  void aJobThatIsNotThereIsTold() {
    job("0 * * * *", "true");
    assertThatThrownBy(() -> jobs.ask("shop", "production", "tsk", "ada"))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("shop/production has no job tsk");
  }
}
