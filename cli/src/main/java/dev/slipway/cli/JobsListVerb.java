package dev.slipway.cli;

import dev.slipway.protocol.job.JobList;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "list",
    description = "Lists the jobs of what serves, with their last run and the next.",
    footer = {"", "Example:", "  slipway jobs list ledger production"})
final class JobsListVerb extends Verb {
  @Mixin private ServerOptions server = new ServerOptions();
  @Mixin private PlaceOptions place = new PlaceOptions();

  @Option(names = "--json", description = "print JSON")
  private boolean json;

  JobsListVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    try (var api = server.connect()) {
      var list = api.get(place.path(place.environment(api), "/jobs"), JobList.class);
      return json ? printJson(list) : print(list);
    }
  }

  private int print(JobList list) {
    var where = list.app() + "/" + list.environment();
    if (list.jobs().isEmpty()) {
      terminal()
          .line("What serves in " + where + " has no jobs: write them under jobs in slipway.yaml");
    }
    if (list.closed()) {
      terminal()
          .line(terminal().caution("▲ " + where + " is closed: no job begins until it opens"));
    }
    var lines = new JobRunLines(terminal());
    for (var job : list.jobs()) {
      terminal().line(terminal().strong(job.name()) + "  " + job.schedule() + "  " + job.what());
      terminal()
          .line("  next   " + (job.next() == null ? "never by the clock" : Times.said(job.next())));
      var last = job.last();
      terminal()
          .line(
              "  last   "
                  + (last == null
                      ? "not yet"
                      : Times.said(last.dueAt())
                          + "  "
                          + lines.state(last)
                          + "  "
                          + JobRunLines.fact(last)));
    }
    return DONE;
  }
}
