package dev.slipway.cli;

import dev.slipway.protocol.alert.AlertHistory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "history",
    description = "Shows what fired, what was told of it or why not, and what became of messages.",
    footer = {"", "Example:", "  slipway alerts history ledger production"})
final class AlertsHistoryVerb extends Verb {
  @Mixin private ServerOptions server = new ServerOptions();
  @Mixin private PlaceOptions place = new PlaceOptions();

  @Option(names = "--count", description = "so many at most (default: ${DEFAULT-VALUE})")
  private int count = 20;

  @Option(names = "--json", description = "print JSON")
  private boolean json;

  AlertsHistoryVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    try (var api = server.connect()) {
      var path = place.path(place.environment(api), "/alerts/history?limit=" + count);
      var history = api.get(path, AlertHistory.class);
      return json ? printJson(history) : print(history);
    }
  }

  private int print(AlertHistory history) {
    if (history.alerts().isEmpty()) {
      terminal().line("Nothing ever fired in " + history.app() + "/" + history.environment());
    }
    var lines = new AlertLines(terminal());
    for (var entry : history.alerts()) {
      lines.print(entry.alert());
      entry
          .told()
          .forEach(
              one ->
                  terminal()
                      .line("    " + Times.said(one.at()) + "  " + one.what() + ": " + one.why()));
    }
    if (!history.sent().isEmpty()) {
      terminal().line(terminal().strong("Messages"));
    }
    for (var sent : history.sent()) {
      terminal()
          .line(
              "  "
                  + Times.said(sent.at())
                  + "  "
                  + sent.way()
                  + " "
                  + sent.recipient()
                  + "  "
                  + sent.state()
                  + (sent.trouble().isEmpty() || sent.state().equals("sent")
                      ? ""
                      : " (" + sent.trouble() + ")")
                  + "  "
                  + sent.title());
    }
    return DONE;
  }
}
