package dev.slipway.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "migrate",
    description =
        "Rehearses, plans and applies migrations of any database; works alone, without a control"
            + " plane.",
    synopsisSubcommandLabel = "VERB",
    subcommands = {
      MigrateStatusVerb.class,
      MigratePlanVerb.class,
      MigrateApproveVerb.class,
      MigrateApplyVerb.class,
      MigrateBaselineVerb.class,
      MigrateRepairVerb.class,
      MigrateNewVerb.class
    },
    footer = {
      "",
      "Example:",
      "  slipway migrate plan --url \"$DATABASE_URL\" --dir prisma/migrations --format markdown",
      "",
      "Exit codes: 0 nothing to do, 2 changes, 3 danger, 7 could not be measured."
    })
final class MigrateVerb extends Verb {
  @Spec private CommandSpec spec = CommandSpec.create();

  MigrateVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "migrate: one of its verbs is missing");
  }
}
