package dev.slipway.api.job;

import dev.slipway.access.people.Permission;
import dev.slipway.api.Call;
import dev.slipway.api.Endpoint;
import dev.slipway.api.Query;
import dev.slipway.manifest.model.Request;
import dev.slipway.protocol.job.JobHistory;
import dev.slipway.protocol.job.JobList;
import dev.slipway.protocol.job.JobRunDetail;
import dev.slipway.protocol.job.JobRunLine;
import dev.slipway.watch.job.JobRun;
import dev.slipway.watch.job.Jobs;
import dev.slipway.watch.job.Schedule;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Scheduled jobs: what is due, what became of it, run now. */
public final class JobEndpoints {
  private static final String JOBS = "/v1/apps/{app}/environments/{environment}/jobs";
  private static final int USUAL = 20;
  private static final int MOST = 500;

  private final Jobs jobs;

  public JobEndpoints(Jobs jobs) {
    this.jobs = jobs;
  }

  public List<Endpoint> list() {
    return List.of(
        Endpoint.get(
                JOBS,
                "The scheduled jobs of what serves, with their last run and the next",
                JobList.class,
                this::jobs)
            .needs(Permission.VIEW, "job.read"),
        Endpoint.get(
                JOBS + "/{job}/runs",
                "What became of a job, the newest first",
                JobHistory.class,
                this::history)
            .needs(Permission.VIEW, "job.read")
            .asks(Query.limit(USUAL, MOST)),
        Endpoint.post(
                JOBS + "/{job}/runs",
                "Has a job run now, by its overlap rule",
                null,
                JobRunLine.class,
                this::run)
            .needs(Permission.RUN, "job.run"),
        // What a job writes is what a command of its environment writes.
        Endpoint.get(
                "/v1/apps/{app}/environments/{environment}/job-runs/{id}",
                "One run of a job with the end of what it wrote, secrets hidden",
                JobRunDetail.class,
                this::detail)
            .needs(Permission.VIEW, "job.read"));
  }

  private Object jobs(Call call) {
    var app = call.path("app");
    var environment = call.path("environment");
    var all = jobs.list(app, environment);
    return new JobList(
        app,
        environment,
        all.stream().anyMatch(Jobs.Entry::closed),
        all.stream().map(JobEndpoints::line).toList());
  }

  private static JobList.JobLine line(Jobs.Entry entry) {
    var job = entry.job();
    return new JobList.JobLine(
        entry.key().name(),
        Schedule.of(job).toString(),
        job.run().or(() -> job.request().map(Request::toString)).orElse(""),
        job.overlap().name().toLowerCase(Locale.ROOT),
        entry.next().orElse(null),
        entry.last().map(JobEndpoints::line).orElse(null));
  }

  private static JobRunLine line(JobRun run) {
    return new JobRunLine(
        run.id(),
        run.job().name(),
        run.state().word(),
        run.dueAt(),
        run.askedBy().orElse(null),
        run.release().orElse(null),
        run.attempt(),
        run.attempts(),
        run.startedAt().orElse(null),
        run.endedAt().orElse(null),
        run.took().map(Duration::toMillis).orElse(null),
        run.exitCode().orElse(null),
        run.fact());
  }

  private Object history(Call call) {
    var app = call.path("app");
    var environment = call.path("environment");
    var job = call.path("job");
    var runs = jobs.history(app, environment, job, (int) call.number("limit"));
    return new JobHistory(app, environment, job, runs.stream().map(JobEndpoints::line).toList());
  }

  private Object run(Call call) {
    var job = call.path("job");
    call.concerns(job);
    return line(jobs.ask(call.path("app"), call.path("environment"), job, call.caller().name()));
  }

  private Object detail(Call call) {
    var run = jobs.run(call.path("app"), call.path("environment"), call.path("id"));
    return new JobRunDetail(line(run), jobs.output(run));
  }
}
