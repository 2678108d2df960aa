package dev.slipway.cli;

import dev.slipway.protocol.database.SlowList;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "slow",
    description = "Lists the statements that cost most in all.",
    footer = {"", "Example:", "  slipway db slow ledger production --limit 5"})
final class DbSlowVerb extends Verb {
  private static final int WIDTH = 90;

  @Mixin private DatabaseOptions where = new DatabaseOptions();

  @Option(names = "--limit", description = "so many at most (default: 20)")
  private int limit = 20;

  DbSlowVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    try (var api = where.connect()) {
      var list = api.get(where.path("/slow?limit=" + limit), SlowList.class);
      if (where.json()) {
        return printJson(list);
      }
      if (list.statements().isEmpty()) {
        terminal().line("Nothing counted: pg_stat_statements is not among the extensions.");
      }
      for (var line : list.statements()) {
        var query = line.query().replaceAll("\\s+", " ").strip();
        terminal()
            .line(
                String.format(
                    "  %,10.0f ms in all  %,9d calls  %,8.2f ms each  %3.0f %% from memory  %s",
                    line.totalMillis(),
                    line.calls(),
                    line.meanMillis(),
                    line.cacheHits() * 100,
                    query.length() > WIDTH ? query.substring(0, WIDTH) + "…" : query));
      }
      return DONE;
    }
  }
}
