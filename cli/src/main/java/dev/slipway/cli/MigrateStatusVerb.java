package dev.slipway.cli;

import dev.slipway.migration.history.Status;
import dev.slipway.migration.report.PlanData;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "status",
    description = "Compares a folder of migrations with a database: pending, edited, missing.",
    footer = {"", "Example:", "  slipway migrate status --url \"$DATABASE_URL\" --dir migrations"})
final class MigrateStatusVerb extends Verb {
  static final int CHANGES = 2;
  private static final int NOT_IN_ORDER = 6;

  @Mixin private MigrateOptions options = new MigrateOptions();

  @Option(names = "--json", description = "print JSON")
  private boolean json;

  MigrateStatusVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    var set = options.migrations();
    var status = options.status(set);
    if (json) {
      printJson(PlanData.json(status));
    } else {
      print(status);
    }
    var disordered =
        !status.missing().isEmpty()
            || !status.with(Status.Standing.EDITED).isEmpty()
            || !status.with(Status.Standing.UNFINISHED).isEmpty();
    return disordered ? NOT_IN_ORDER : status.pending().isEmpty() ? DONE : CHANGES;
  }

  private void print(Status status) {
    for (var line : status.lines()) {
      if (line.standing() != Status.Standing.APPLIED) {
        var word = line.standing().name().toLowerCase(Locale.ROOT);
        terminal().line(String.format("  %-11s %s", word, line.migration().file()));
      }
    }
    status.missing().forEach(one -> terminal().line("  missing     " + one.id()));
    var applied = status.counts().getOrDefault(Status.Standing.APPLIED, 0L);
    terminal()
        .line(
            applied
                + " applied, "
                + status.pending().size()
                + " to apply ("
                + status.table()
                + ")");
  }
}
