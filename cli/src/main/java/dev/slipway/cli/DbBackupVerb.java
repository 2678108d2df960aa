package dev.slipway.cli;

import dev.slipway.protocol.database.BackupRequested;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "backup",
    description = "Backs a database up now, and tries the backup by restoring it.",
    footer = {"", "Example:", "  slipway db backup ledger production --why \"before the sale\""})
final class DbBackupVerb extends Verb {
  @Mixin private DatabaseOptions where = new DatabaseOptions();

  @Option(names = "--why", description = "kept with the operation")
  private String why = "";

  DbBackupVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    try (var api = where.connect()) {
      return new DatabaseRun(api, terminal(), where)
          .run(
              "/backups",
              new BackupRequested(false, why),
              ordered -> terminal().line("  Look    slipway db backups " + where.words()));
    }
  }
}
