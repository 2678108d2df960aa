package dev.slipway.cli;

import dev.slipway.protocol.job.JobRunDetail;
import dev.slipway.protocol.job.JobRunLine;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "run",
    description = {
      "Has a job run now, and waits for its end.",
      "Its overlap rule holds: one that still runs is not joined by a second."
    },
    footer = {
      "",
      "Example:",
      "  slipway jobs run ledger production invoices",
      "",
      "Exit codes: 0 it succeeded, 1 it did not, 7 nobody saw how it ended."
    })
final class JobsRunVerb extends Verb {
  private static final Duration LOOK = Duration.ofMillis(300);
  private static final int UNMEASURED = 7;

  @Mixin private ServerOptions server = new ServerOptions();

  @Parameters(index = "0", paramLabel = "APP", description = "the application")
  private String app = "";

  @Parameters(index = "1", paramLabel = "ENVIRONMENT", description = "which")
  private String environment = "";

  @Parameters(index = "2", paramLabel = "JOB", description = "as slipway.yaml calls it")
  private String job = "";

  @Option(names = "--no-wait", description = "says only that it was asked for")
  private boolean noWait;

  @Option(names = "--json", description = "print JSON")
  private boolean json;

  JobsRunVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    try (var api = server.connect()) {
      var path = "/v1/apps/" + AppOptions.encoded(app);
      path += "/environments/" + AppOptions.encoded(environment);
      var asked =
          api.post(path + "/jobs/" + AppOptions.encoded(job) + "/runs", null, JobRunLine.class);
      if (noWait) {
        return json ? printJson(asked) : told(asked);
      }
      var one = path + "/job-runs/" + asked.id();
      var detail = api.get(one, JobRunDetail.class);
      while (!detail.run().hasEnded()) {
        LockSupport.parkNanos(LOOK.toNanos());
        detail = api.get(one, JobRunDetail.class);
      }
      return end(detail);
    }
  }

  private int told(JobRunLine asked) {
    terminal()
        .line(
            "asked for   slipway jobs history "
                + app
                + " "
                + environment
                + " "
                + job
                + " --run "
                + asked.id());
    return DONE;
  }

  private int end(JobRunDetail detail) {
    if (json) {
      printJson(detail);
    } else {
      detail.output().lines().forEach(terminal()::line);
      var lines = new JobRunLines(terminal());
      terminal().line(lines.state(detail.run()) + "  " + JobRunLines.fact(detail.run()));
    }
    return switch (detail.run().state()) {
      case "succeeded" -> DONE;
      case "unseen" -> UNMEASURED;
      default -> FAILED;
    };
  }
}
