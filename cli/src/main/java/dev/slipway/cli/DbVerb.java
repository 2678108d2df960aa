package dev.slipway.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "db",
    description = "Looks at databases, backs them up, restores, branches and exports them.",
    subcommands = {
      DbStatusVerb.class,
      DbBackupsVerb.class,
      DbBackupVerb.class,
      DbDrillVerb.class,
      DbRestoreVerb.class,
      DbBranchVerb.class,
      DbMigrationsVerb.class,
      DbSqlVerb.class,
      DbPsqlVerb.class,
      DbSlowVerb.class,
      DbLocksVerb.class,
      DbExportVerb.class
    },
    synopsisSubcommandLabel = "VERB",
    footer = {"", "Example:", "  slipway db status ledger production"})
final class DbVerb extends Verb {
  @Spec private CommandSpec spec = CommandSpec.create();

  DbVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "db needs a verb");
  }
}
