package dev.slipway.cli;

import dev.slipway.migration.Rows;
import dev.slipway.migration.history.Status.Standing;
import java.util.Map;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "repair",
    description = "Sets the history right after a failure or an edit; runs no migration.",
    footer = {"", "Example:", "  slipway migrate repair --again --url \"$DATABASE_URL\""})
final class MigrateRepairVerb extends Verb {
  @Mixin private MigrateOptions options = new MigrateOptions();

  @ArgGroup(multiplicity = "1")
  private Way way = new Way();

  @Option(names = "--json", description = "print JSON")
  private boolean json;

  /** What is true of the migration. */
  static final class Way {
    @Option(names = "--again", description = "the unfinished one left nothing behind: forget it")
    boolean again;

    @Option(names = "--done", description = "the unfinished one is in after all")
    boolean done;

    @Option(names = "--edited", description = "the edited files are right: keep their checksums")
    boolean edited;
  }

  MigrateRepairVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    var set = options.migrations();
    var repaired =
        options.ask(
            "repairing the history",
            connection -> {
              var history = options.history(connection, set);
              connection.setAutoCommit(false);
              var status = dev.slipway.migration.history.Status.of(connection, set, history);
              var wanted = status.with(way.edited ? Standing.EDITED : Standing.UNFINISHED);
              for (var migration : wanted) {
                if (way.edited) {
                  history.acceptEdit(connection, migration);
                  continue;
                }
                if (way.done) {
                  history.finished(connection, migration, java.time.Duration.ZERO);
                } else {
                  history.forget(connection, migration);
                }
                if (Rows.holds(
                    connection, "SELECT to_regclass('slipway.migration_progress') IS NOT NULL")) {
                  Rows.update(
                      connection,
                      "DELETE FROM slipway.migration_progress WHERE scope = ? AND migration = ?",
                      options.schema(),
                      migration.id());
                }
              }
              connection.commit();
              return wanted.stream().map(one -> one.id()).toList();
            });
    if (json) {
      return printJson(Map.of("repaired", repaired));
    }
    terminal()
        .line(repaired.isEmpty() ? "Nothing to repair" : "Repaired " + String.join(", ", repaired));
    return DONE;
  }
}
