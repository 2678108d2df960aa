package dev.slipway.cli;

import dev.slipway.protocol.job.JobHistory;
import dev.slipway.protocol.job.JobRunDetail;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "history",
    description = "Shows what became of a job, the newest first, or what one run wrote.",
    footer = {
      "",
      "Example:",
      "  slipway jobs history ledger production invoices",
      "  slipway jobs history ledger production invoices --run 06f3…   its output"
    })
final class JobsHistoryVerb extends Verb {
  @Mixin private ServerOptions server = new ServerOptions();

  @Parameters(index = "0", paramLabel = "APP", description = "the application")
  private String app = "";

  @Parameters(index = "1", paramLabel = "ENVIRONMENT", description = "which")
  private String environment = "";

  @Parameters(index = "2", paramLabel = "JOB", description = "as slipway.yaml calls it")
  private String job = "";

  @Option(names = "--run", paramLabel = "ID", description = "what this run wrote")
  private @Nullable String run;

  @Option(names = "--count", description = "so many at most (default: ${DEFAULT-VALUE})")
  private int count = 20;

  @Option(names = "--json", description = "print JSON")
  private boolean json;

  JobsHistoryVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    try (var api = server.connect()) {
      if (run != null) {
        return output(api, run);
      }
      var path = path("/jobs/" + AppOptions.encoded(job) + "/runs?limit=" + count);
      var history = api.get(path, JobHistory.class);
      return json ? printJson(history) : print(history);
    }
  }

  private String path(String rest) {
    return "/v1/apps/"
        + AppOptions.encoded(app)
        + "/environments/"
        + AppOptions.encoded(environment)
        + rest;
  }

  private int output(ApiClient api, String id) {
    var detail = api.get(path("/job-runs/" + AppOptions.encoded(id)), JobRunDetail.class);
    if (json) {
      return printJson(detail);
    }
    var line = detail.run();
    terminal().line(new JobRunLines(terminal()).state(line) + "  " + JobRunLines.fact(line));
    detail.output().lines().forEach(terminal()::line);
    return DONE;
  }

  private int print(JobHistory history) {
    if (history.runs().isEmpty()) {
      terminal()
          .line(
              job
                  + " has not run yet. Now: slipway jobs run "
                  + app
                  + " "
                  + environment
                  + " "
                  + job);
    }
    var lines = new JobRunLines(terminal());
    for (var one : history.runs()) {
      terminal()
          .line(
              Times.said(one.dueAt())
                  + "  "
                  + lines.state(one)
                  + "  "
                  + (one.release() == null ? "" : one.release() + "  ")
                  + JobRunLines.fact(one)
                  + "  "
                  + terminal().faint(one.id()));
    }
    return DONE;
  }
}
