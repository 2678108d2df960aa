package dev.slipway.cli;

import dev.slipway.protocol.access.AuditVerification;
import dev.slipway.protocol.access.VerifyAudit;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "verify",
    description = "Follows the whole chain: was an entry changed, taken out, or the end cut off?",
    footer = {
      "",
      "Example:",
      "  slipway audit verify --head 1042:9f86d081884c7d659a2feaa0c55ad015…"
    })
final class AuditVerifyVerb extends Verb {
  @Mixin private ServerOptions server = new ServerOptions();

  @Option(
      names = "--head",
      paramLabel = "HEAD",
      description = "a head that was kept elsewhere and must still be in it; may be repeated")
  private List<String> heads = List.of();

  @Option(names = "--json", description = "print JSON")
  private boolean json;

  AuditVerifyVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    try (var api = server.connect()) {
      var found = api.post("/v1/audit/verify", new VerifyAudit(heads), AuditVerification.class);
      if (json) {
        printJson(found);
      } else if (found.intact()) {
        terminal().line("✔ " + found.entries() + " entries, every link holds");
        terminal().line("  Head    " + found.head());
        terminal().line("  Next    keep the head elsewhere: slipway audit verify --head …");
      } else {
        terminal().line("✖ entry " + found.brokenAt() + ": " + found.fact());
      }
      return found.intact() ? DONE : FAILED;
    }
  }
}
