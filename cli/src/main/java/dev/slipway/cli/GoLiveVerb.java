package dev.slipway.cli;

import dev.slipway.protocol.promotion.CriterionLine;
import dev.slipway.protocol.promotion.GoLiveReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "go-live",
    description = {
      "The list before users come: what serves, addresses, certificates, variables,",
      "backups, checks, the way back, approvals; each item with its evidence."
    },
    footer = {
      "",
      "Example:",
      "  slipway go-live ledger production",
      "",
      "Exit codes: 0 every item is met, 1 one is not, 7 one could not be measured."
    })
final class GoLiveVerb extends Verb {
  @Mixin private ServerOptions server = new ServerOptions();

  @Parameters(index = "0", paramLabel = "APP", description = "the application")
  private String app = "";

  @Parameters(index = "1", paramLabel = "ENVIRONMENT", description = "which is to go live")
  private String environment = "";

  @Option(names = "--json", description = "print JSON")
  private boolean json;

  GoLiveVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    try (var api = server.connect()) {
      var report =
          api.get(
              "/v1/apps/"
                  + AppOptions.encoded(app)
                  + "/environments/"
                  + AppOptions.encoded(environment)
                  + "/go-live",
              GoLiveReport.class);
      var lines = new CriterionLines(terminal(), report.items());
      if (json) {
        printJson(report);
        return lines.exitCode();
      }
      var release = report.release() == null ? "nothing" : report.release();
      terminal().line(terminal().strong(app + " " + environment + "   " + release + " serves"));
      lines.print();
      terminal().line("");
      var open = report.items().stream().filter(CriterionLine::refuses).count();
      terminal()
          .line(
              report.ready()
                  ? "Ready: all of " + report.items().size() + " items are met."
                  : "Not ready: " + open + " of " + report.items().size() + " items.");
      return lines.exitCode();
    }
  }
}
