package dev.slipway.cli;

import dev.slipway.kit.Problem;
import dev.slipway.migration.history.Status;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "baseline",
    description = "Says of an existing database that its migrations up to one are in.",
    footer = {"", "Example:", "  slipway migrate baseline --to 042 --url \"$DATABASE_URL\""})
final class MigrateBaselineVerb extends Verb {
  @Mixin private MigrateOptions options = new MigrateOptions();

  @Option(names = "--to", required = true, paramLabel = "ID", description = "the last that is in")
  private String to = "";

  @Option(names = "--json", description = "print JSON")
  private boolean json;

  MigrateBaselineVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    var set = options.migrations();
    var last =
        set.byId(to)
            .orElseThrow(
                () ->
                    Problem.of(
                            Problem.Kind.NOT_FOUND,
                            "SLIP-6054",
                            options.directory() + ": has no migration " + to,
                            "slipway migrate status lists them")
                        .exception());
    var upTo = set.migrations().subList(0, set.migrations().indexOf(last) + 1);
    var written =
        options.ask(
            "writing the baseline",
            connection -> {
              var history = options.history(connection, set);
              connection.setAutoCommit(false);
              var status = Status.of(connection, set, history);
              var pending = status.pending();
              if (!history.exists(connection)) {
                history.create(connection);
              }
              var count = 0;
              for (var migration : upTo) {
                if (pending.contains(migration)) {
                  history.baseline(connection, migration);
                  count++;
                }
              }
              connection.commit();
              return count;
            });
    if (json) {
      return printJson(Map.of("baselined", written));
    }
    terminal().line(written + " migrations up to " + to + " count as applied; none was run");
    return DONE;
  }
}
