package dev.slipway.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "alerts",
    description = "What is wrong with what serves, what was told of it, silences; alone: list.",
    subcommands = {
      AlertsListVerb.class,
      AlertsHistoryVerb.class,
      AlertsProbesVerb.class,
      AlertsRulesVerb.class,
      AlertsSilenceVerb.class,
      AlertsTestVerb.class
    },
    synopsisSubcommandLabel = "[VERB]",
    footer = {
      "",
      "Example:",
      "  slipway alerts ledger production",
      "",
      "Exit codes: 0 nothing fires, 2 something does."
    })
final class AlertsVerb extends Verb {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ServerOptions server = new ServerOptions();

  @Parameters(index = "0", arity = "0..1", paramLabel = "APP", description = "the application")
  private @Nullable String app;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "ENVIRONMENT",
      description = "which (default: development, or the first in slipway.yaml)")
  private @Nullable String environment;

  @Option(names = "--json", description = "print JSON")
  private boolean json;

  AlertsVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    if (app == null) {
      throw new ParameterException(spec.commandLine(), "alerts needs an application, or a verb");
    }
    try (var api = server.connect()) {
      var where = environment == null ? PlaceOptions.usual(api, app) : environment;
      return AlertLines.list(this, api, PlaceOptions.path(app, where, "/alerts"), json);
    }
  }
}
