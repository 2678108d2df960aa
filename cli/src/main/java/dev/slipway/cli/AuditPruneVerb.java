package dev.slipway.cli;

import dev.slipway.protocol.access.AuditRetentionRule;
import dev.slipway.protocol.access.PruneAudit;
import dev.slipway.protocol.access.PrunedAudit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "prune",
    description = {
      "Removes the oldest entries of the audit log, once or from now on; without options, says what",
      "is removed by itself. What stays verifies, and what went is an entry of its own."
    },
    footer = {
      "",
      "Example:",
      "  slipway audit export > audit-2026.jsonl        keep a copy first",
      "  slipway audit prune --keep 365d                once",
      "  slipway audit prune --keep 365d --always       from now on, each hour",
      "  slipway audit prune --never                    nothing goes by itself any more"
    })
final class AuditPruneVerb extends Verb {
  private static final String RULE = "/v1/audit/retention";

  @Mixin private ServerOptions server = new ServerOptions();

  @Option(names = "--keep", paramLabel = "TIME", description = "how old an entry may be: 365d")
  private @Nullable String keep;

  @Option(names = "--always", description = "not once, but from now on")
  private boolean always;

  @Option(names = "--never", description = "keeps the log for good")
  private boolean never;

  @Option(names = "--json", description = "print JSON")
  private boolean json;

  AuditPruneVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    try (var api = server.connect()) {
      if (keep != null && !always && !never) {
        return say(api.post("/v1/audit/prune", new PruneAudit(keep), PrunedAudit.class));
      }
      if (keep == null && !never) {
        return say(api.get(RULE, AuditRetentionRule.class));
      }
      var rule = new AuditRetentionRule(never ? null : keep);
      return say(api.put(RULE, rule, AuditRetentionRule.class));
    }
  }

  private int say(PrunedAudit pruned) {
    if (json) {
      return printJson(pruned);
    }
    terminal().line("✔ " + pruned.removed() + " entries removed, " + pruned.left() + " left");
    terminal().line("  Head    " + pruned.head());
    return DONE;
  }

  private int say(AuditRetentionRule rule) {
    if (json) {
      return printJson(rule);
    }
    terminal()
        .line(
            rule.keep() == null
                ? "The audit log is kept for good"
                : "The audit log is kept for " + rule.keep());
    return DONE;
  }
}
