package dev.slipway.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "alerts",
    description = "What is wrong with what serves, what was told of it, silences.",
    subcommands = {
      AlertsListVerb.class,
      AlertsHistoryVerb.class,
      AlertsRulesVerb.class,
      AlertsSilenceVerb.class,
      AlertsTestVerb.class
    },
    synopsisSubcommandLabel = "VERB",
    footer = {"", "Example:", "  slipway alerts list ledger production"})
final class AlertsVerb extends Verb {
  @Spec private CommandSpec spec = CommandSpec.create();

  AlertsVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "alerts needs a verb");
  }
}
