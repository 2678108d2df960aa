package dev.slipway.cli;

import dev.slipway.kit.ByteSize;
import dev.slipway.protocol.database.BackupList;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "backups",
    description = "Lists what a database can be brought back to.",
    footer = {
      "",
      "Example:",
      "  slipway db backups ledger production",
      "  slipway db backups ledger production --check   reads every stored object"
    })
final class DbBackupsVerb extends Verb {
  @Mixin private DatabaseOptions where = new DatabaseOptions();

  @Option(names = "--check", description = "reads every object and names those that were changed")
  private boolean check;

  DbBackupsVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    try (var api = where.connect()) {
      var list = api.get(where.path("/backups" + (check ? "?check=true" : "")), BackupList.class);
      if (where.json()) {
        printJson(list);
      } else {
        print(list);
      }
      var damaged = list.damaged();
      return damaged == null || damaged.isEmpty() ? DONE : FAILED;
    }
  }

  private void print(BackupList list) {
    terminal()
        .line(terminal().strong(list.cluster()) + terminal().faint("   " + list.repository()));
    terminal()
        .line(
            list.from() == null
                ? "  Nothing can be restored yet. Next: slipway db backup " + where.words()
                : "  Any second from "
                    + Times.notBefore(list.from())
                    + " to "
                    + Times.said(list.to()));
    for (var backup : list.backups()) {
      terminal()
          .line(
              String.format(
                  "  %s %s  %s  %8s, %8s new, %5d ms  %s",
                  mark(backup),
                  backup.id(),
                  Times.said(backup.at()),
                  new ByteSize(backup.logical()).human(),
                  new ByteSize(backup.stored()).human(),
                  backup.tookMillis(),
                  backup.damaged() ? "damaged" : backup.proof()));
      backup.findings().forEach(finding -> terminal().line("      " + finding));
    }
    for (var point : list.points()) {
      terminal()
          .line(
              String.format(
                  "  ◆ %-30s %s  %s", point.name(), Times.said(point.at()), point.release()));
    }
    var damaged = list.damaged();
    if (damaged != null) {
      damaged.forEach(
          (object, what) -> terminal().line(terminal().bad("  ✖ " + object + ": " + what)));
      if (damaged.isEmpty()) {
        terminal().line(terminal().good("  ✔ every object is as it was written"));
      }
    }
  }

  private String mark(BackupList.BackupLine backup) {
    if (backup.damaged() || backup.proof().equals("failed")) {
      return terminal().bad("✖");
    }
    return backup.proof().equals("proven") ? terminal().good("✔") : terminal().faint("○");
  }
}
