package dev.slipway.cli;

import dev.slipway.protocol.AppSummary;
import dev.slipway.protocol.DeploymentDetail;
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
    footer = {
      "",
      "Example:",
      "  slipway releases ledger production        the history",
      "  slipway releases ledger production v53    all that is kept of one deployment"
    })
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

  @Parameters(
      index = "2",
      arity = "0..1",
      paramLabel = "VERSION",
      description = "one deployment, such as v53, with its record")
  private @Nullable String version;

  @Option(names = "--changelog", description = "of one deployment: only what is new, as Markdown")
  private boolean changelog;

  @Option(names = "--json", description = "print JSON")
  private boolean json;

  ReleasesVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    try (var api = server.connect()) {
      if (version == null && environment != null && environment.matches("v\\d+")) {
        version = environment;
        environment = null;
      }
      var known = api.get("/v1/apps/" + app, AppSummary.class);
      var where = environment == null ? known.usualEnvironment() : environment;
      if (version != null) {
        var detail =
            api.get(
                "/v1/apps/" + app + "/environments/" + where + "/deployments/" + version,
                DeploymentDetail.class);
        if (json) {
          return printJson(detail);
        }
        if (changelog) {
          terminal().out().print(detail.record().path("commits").path("changelog").asString(""));
          terminal().out().flush();
          return DONE;
        }
        print(detail.release());
        new RecordLines(detail.record()).all().forEach(terminal()::line);
        return DONE;
      }
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
