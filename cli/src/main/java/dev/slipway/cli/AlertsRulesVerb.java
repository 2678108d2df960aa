package dev.slipway.cli;

import dev.slipway.kit.Durations;
import dev.slipway.protocol.alert.AlertRules;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "rules",
    description = "Shows what an environment is held to.",
    footer = {"", "Example:", "  slipway alerts rules ledger production"})
final class AlertsRulesVerb extends Verb {
  @Mixin private ServerOptions server = new ServerOptions();
  @Mixin private PlaceOptions place = new PlaceOptions();

  @Option(names = "--json", description = "print JSON")
  private boolean json;

  AlertsRulesVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    try (var api = server.connect()) {
      var rules = api.get(place.path(place.environment(api), "/alerts/rules"), AlertRules.class);
      if (json) {
        return printJson(rules);
      }
      var columns = new Columns();
      for (var rule : rules.rules()) {
        var length =
            rule.seconds() == 0
                ? "at once"
                : "after " + Durations.human(Duration.ofSeconds(rule.seconds()));
        var told = rule.off() == null ? length : "never: " + rule.off();
        columns.row(rule.name(), told, rule.wakes() ? "" : "not in quiet hours", rule.limit());
      }
      columns.lines().forEach(terminal()::line);
      return DONE;
    }
  }
}
