package dev.slipway.cli;

import dev.slipway.protocol.database.SqlRequested;
import dev.slipway.protocol.database.SqlResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "sql",
    description = "Runs one statement: reading only, unless --write is given.",
    footer = {
      "",
      "Example:",
      "  slipway db sql ledger production \"SELECT count(*) FROM accounts\""
    })
final class DbSqlVerb extends Verb {
  @Mixin private DatabaseOptions where = new DatabaseOptions();

  @Parameters(index = "2", paramLabel = "SQL", description = "one statement")
  private String sql = "";

  @Option(names = "--write", description = "it may change something, with a migration's rights")
  private boolean write;

  DbSqlVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    try (var api = where.connect()) {
      var result = api.post(where.path("/sql"), new SqlRequested(sql, write), SqlResult.class);
      if (where.json()) {
        return printJson(result);
      }
      print(result);
      return DONE;
    }
  }

  private void print(SqlResult result) {
    if (!result.columns().isEmpty()) {
      terminal().line(terminal().strong(String.join("\t", result.columns())));
      for (var row : result.rows()) {
        terminal()
            .line(
                String.join("\t", row.stream().map(value -> value == null ? "∅" : value).toList()));
      }
    }
    var count =
        result.columns().isEmpty()
            ? result.changed() + " rows changed"
            : result.rows().size() + (result.more() ? " rows shown, and there are more" : " rows");
    terminal().line(terminal().faint(count + ", " + result.tookMillis() + " ms"));
  }
}
