package dev.slipway.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "env",
    description = "Variables and secrets of an environment.",
    subcommands = {
      EnvListVerb.class,
      EnvSetVerb.class,
      EnvUnsetVerb.class,
      EnvDiffVerb.class,
      EnvCheckVerb.class,
      EnvHistoryVerb.class,
      EnvImportVerb.class,
      EnvExportVerb.class,
      EnvStagedVerb.class
    },
    synopsisSubcommandLabel = "VERB",
    footer = {"", "Example:", "  slipway env diff staging production"})
final class EnvVerb extends Verb {
  @Spec private CommandSpec spec = CommandSpec.create();

  EnvVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "env needs a verb");
  }
}
