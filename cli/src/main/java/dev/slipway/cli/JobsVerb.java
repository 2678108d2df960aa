package dev.slipway.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "jobs",
    description = "Scheduled jobs: what is due, what became of it, run now.",
    subcommands = {JobsListVerb.class, JobsHistoryVerb.class, JobsRunVerb.class},
    synopsisSubcommandLabel = "VERB",
    footer = {"", "Example:", "  slipway jobs list ledger production"})
final class JobsVerb extends Verb {
  @Spec private CommandSpec spec = CommandSpec.create();

  JobsVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "jobs needs a verb");
  }
}
