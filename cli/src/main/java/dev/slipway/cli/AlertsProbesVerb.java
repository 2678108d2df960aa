package dev.slipway.cli;

import dev.slipway.protocol.alert.ProbeHistory;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "probes",
    description = "Shows what is asked all the time, how it is, and where heartbeats are called.",
    footer = {"", "Example:", "  slipway alerts probes ledger production"})
final class AlertsProbesVerb extends Verb {
  @Mixin private ServerOptions server = new ServerOptions();
  @Mixin private PlaceOptions place = new PlaceOptions();

  @Option(names = "--json", description = "print JSON, with how each of the last 90 days went")
  private boolean json;

  AlertsProbesVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    try (var api = server.connect()) {
      var history = api.get(place.path(place.environment(api), "/probes"), ProbeHistory.class);
      if (json) {
        return printJson(history);
      }
      if (history.now().isEmpty()) {
        terminal().line("Nothing is asked in " + history.app() + "/" + history.environment());
      }
      history.now().forEach(probe -> print(probe, well(history, probe.probe())));
      return DONE;
    }
  }

  private void print(ProbeHistory.Now probe, String well) {
    var mark =
        switch (probe.state()) {
          case "well" -> terminal().good("✔");
          case "failing" -> terminal().bad("✖");
          default -> terminal().caution("▲");
        };
    terminal()
        .line(
            mark
                + " "
                + terminal().strong(probe.probe())
                + "  "
                + probe.state().replace('-', ' ')
                + (probe.why().isEmpty() ? "" : ": " + probe.why())
                + well);
    if (probe.url() != null) {
      terminal().line("    call it: curl -fsS " + probe.url());
    }
  }

  /** How often it was well of all the times that it could be asked. */
  private static String well(ProbeHistory history, String probe) {
    var passed = 0L;
    var failed = 0L;
    for (var day : history.days()) {
      if (day.probe().equals(probe)) {
        passed += day.passed();
        failed += day.failed();
      }
    }
    return passed + failed == 0
        ? ""
        : String.format(Locale.ROOT, "  (%.2f %% of 90 days)", 100.0 * passed / (passed + failed));
  }
}
