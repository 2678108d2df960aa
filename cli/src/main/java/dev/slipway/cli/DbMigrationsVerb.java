package dev.slipway.cli;

import dev.slipway.kit.Durations;
import dev.slipway.protocol.database.MigrationList;
import dev.slipway.protocol.database.MigrationList.MigrationLine;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "migrations",
    description = {
      "Shows which migrations are in a database, since when, how long each took and by which"
          + " deployment; and which are pending, edited, unfinished or missing.",
      "Compared is the application's folder as it is now."
    },
    footer = {
      "",
      "Example:",
      "  slipway db migrations ledger production",
      "",
      "Exit codes: 0 in sync, 2 some to apply, 6 not in order, 7 could not be compared."
    })
final class DbMigrationsVerb extends Verb {
  private static final int CHANGES = 2;
  private static final int NOT_IN_ORDER = 6;
  private static final int NOT_MEASURED = 7;

  @Mixin private DatabaseOptions where = new DatabaseOptions();

  DbMigrationsVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    try (var api = where.connect()) {
      var list = api.get(where.path("/migrations"), MigrationList.class);
      if (where.json()) {
        printJson(list);
      } else {
        print(list);
      }
      return switch (list.state()) {
        case "in-sync" -> DONE;
        case "pending" -> CHANGES;
        case "disordered" -> NOT_IN_ORDER;
        default -> NOT_MEASURED;
      };
    }
  }

  private void print(MigrationList list) {
    terminal()
        .line(
            terminal().strong(list.app() + " " + list.environment() + " " + list.database())
                + "   "
                + list.sentence());
    var columns = new Columns();
    for (var line : list.lines()) {
      columns.row(
          "  " + sign(line),
          line.standing(),
          Optional.ofNullable(line.file()).orElse(line.id()),
          Optional.ofNullable(line.at()).map(Times::said).orElse(""),
          Optional.ofNullable(line.tookMillis())
              .map(took -> Durations.human(Duration.ofMillis(took)))
              .orElse(""),
          Optional.ofNullable(line.release()).orElse(""));
    }
    columns.lines().forEach(terminal()::line);
    for (var advice : list.next()) {
      terminal().line("  " + advice.what());
      terminal().line("    " + advice.command());
    }
  }

  private static String sign(MigrationLine line) {
    return switch (line.standing()) {
      case "applied" -> "✔";
      case "pending", "skipped" -> "○";
      default -> "✖";
    };
  }
}
