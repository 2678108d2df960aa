package dev.slipway.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "list",
    description = "Shows what is wrong now: value, what should be, for how long, what follows.",
    footer = {
      "",
      "Example:",
      "  slipway alerts list ledger production",
      "",
      "Exit codes: 0 nothing fires, 2 something does."
    })
final class AlertsListVerb extends Verb {
  @Mixin private ServerOptions server = new ServerOptions();
  @Mixin private PlaceOptions place = new PlaceOptions();

  @Option(names = "--json", description = "print JSON")
  private boolean json;

  AlertsListVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    try (var api = server.connect()) {
      return AlertLines.list(this, api, place.path(place.environment(api), "/alerts"), json);
    }
  }
}
