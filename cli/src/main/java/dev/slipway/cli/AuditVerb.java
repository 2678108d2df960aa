package dev.slipway.cli;

import dev.slipway.protocol.access.AuditPage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "audit",
    description =
        "Shows who did what and what was refused, newest first; its verbs verify, export, prune.",
    subcommands = {AuditVerifyVerb.class, AuditExportVerb.class, AuditPruneVerb.class},
    synopsisSubcommandLabel = "[VERB]",
    footer = {"", "Example:", "  slipway audit --app ledger -e production --limit 20"})
final class AuditVerb extends Verb {
  @Mixin private ServerOptions server = new ServerOptions();
  @Mixin private ScopeOptions scope = new ScopeOptions();

  @Option(names = "--who", paramLabel = "PERSON", description = "mail address or identifier")
  private @Nullable String who;

  @Option(names = "--since", paramLabel = "TIME", description = "such as 2026-11-21T09:00:00Z")
  private @Nullable String since;

  @Option(names = "--limit", paramLabel = "N", description = "how many (default: 50)")
  private int limit = 50;

  @Option(names = "--json", description = "print JSON")
  private boolean json;

  AuditVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    try (var api = server.connect()) {
      var page = api.get("/v1/audit?" + String.join("&", query()), AuditPage.class);
      if (json) {
        return printJson(page);
      }
      var columns = new Columns();
      for (var entry : page.entries()) {
        var where = Places.said(entry.application(), entry.environment());
        columns.row(
            Long.toString(entry.number()),
            Times.said(entry.at()),
            mark(entry.outcome()),
            entry.who(),
            entry.action(),
            entry.target() + (where.equals("everywhere") ? "" : " " + where));
      }
      columns.lines().forEach(terminal()::line);
      return DONE;
    }
  }

  private List<String> query() {
    var query = new ArrayList<String>();
    query.add("limit=" + limit);
    add(query, "app", scope.app());
    add(query, "environment", scope.environment());
    add(query, "who", who);
    add(query, "since", since);
    return query;
  }

  private static void add(List<String> query, String name, @Nullable String value) {
    if (value != null) {
      query.add(name + "=" + AppOptions.encoded(value));
    }
  }

  private static String mark(String outcome) {
    return switch (outcome) {
      case "done" -> "✔ done";
      case "denied" -> "✖ denied";
      default -> "▲ " + outcome;
    };
  }
}
