package dev.slipway.cli;

import dev.slipway.protocol.database.BackupRequested;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "drill",
    description = "Restores the newest backup beside, starts it, checks it and throws it away.",
    footer = {"", "Example:", "  slipway db drill ledger production"})
final class DbDrillVerb extends Verb {
  @Mixin private DatabaseOptions where = new DatabaseOptions();

  DbDrillVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    try (var api = where.connect()) {
      return new DatabaseRun(api, terminal(), where)
          .run(
              "/backups",
              new BackupRequested(true, "drill"),
              ordered -> terminal().line("  Look    slipway db backups " + where.words()));
    }
  }
}
