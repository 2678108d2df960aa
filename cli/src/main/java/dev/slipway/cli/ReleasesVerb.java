package dev.slipway.cli;

import dev.slipway.protocol.AppSummary;
import dev.slipway.protocol.ReleaseLine;
import dev.slipway.protocol.ReleaseList;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "releases",
    description = "Lists what was deployed into an environment, newest first.",
    footer = {"", "Example:", "  slipway releases ledger production"})
final class ReleasesVerb extends Verb {
  @Mixin private ServerOptions server = new ServerOptions();

  @Parameters(index = "0", paramLabel = "APP", description = "the application")
  private String app = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "ENVIRONMENT",
      description = "which (default: development, or the first in slipway.yaml)")
  private @Nullable String environment;

  @Option(names = "--json", description = "print JSON")
  private boolean json;

  ReleasesVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    try (var api = server.connect()) {
      var known = api.get("/v1/apps/" + app, AppSummary.class);
      var where = environment == null ? known.usualEnvironment() : environment;
      var list =
          api.get("/v1/apps/" + app + "/environments/" + where + "/deployments", ReleaseList.class);
      if (json) {
        return printJson(list);
      }
      if (list.releases().isEmpty()) {
        terminal().line("Nothing was deployed to " + where + " yet. Next: slipway deploy " + app);
      }
      list.releases().forEach(this::print);
      return DONE;
    }
  }

  private void print(ReleaseLine line) {
    terminal()
        .line(
            String.format(
                "%-6s %-11s %s  %s  %s",
                line.version(), line.state(), line.at(), line.by(), line.title()));
  }
}
