package dev.slipway.cli;

import dev.slipway.protocol.database.ExportRequested;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "export",
    description = "Writes everything, or all of one tenant, as files into a zip.",
    footer = {
      "",
      "Example:",
      "  slipway db export ledger production --format csv",
      "  slipway db export ledger production --tenant tenants=42"
    })
final class DbExportVerb extends Verb {
  @Mixin private DatabaseOptions where = new DatabaseOptions();

  @Option(names = "--format", description = "jsonl or csv (default: jsonl)")
  private String format = "jsonl";

  @Option(
      names = "--tenant",
      paramLabel = "TABLE=KEY",
      description = "only this row, what hangs on it, and what that points at")
  private @Nullable String tenant;

  @Option(names = "--why", description = "kept with the operation")
  private String why = "";

  DbExportVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    try (var api = where.connect()) {
      return new DatabaseRun(api, terminal(), where)
          .run(
              "/exports",
              new ExportRequested(format, tenant, why),
              ordered -> terminal().line("  File    " + ordered.outcome()));
    }
  }
}
