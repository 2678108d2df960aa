package dev.slipway.cli;

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
  @Mixin private PlaceOptions place = new PlaceOptions();

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
      var named = place.named();
      // With the usual environment left out, the version stands at its place.
      if (version == null && named != null && named.matches("v\\d+")) {
        return one(api, place.usual(api), named);
      }
      var where = place.environment(api);
      return version == null ? list(api, where) : one(api, where, version);
    }
  }

  private int one(ApiClient api, String where, String which) {
    var detail = api.get(place.path(where, "/deployments/" + which), DeploymentDetail.class);
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

  private int list(ApiClient api, String where) {
    var list = api.get(place.path(where, "/deployments"), ReleaseList.class);
    if (json) {
      return printJson(list);
    }
    if (list.releases().isEmpty()) {
      terminal()
          .line("Nothing was deployed to " + where + " yet. Next: slipway deploy " + place.app());
    }
    list.releases().forEach(this::print);
    return DONE;
  }

  private void print(ReleaseLine line) {
    terminal()
        .line(
            String.format(
                "%-6s %-11s %s  %s  %s",
                line.version(), line.state(), Times.said(line.at()), line.by(), line.title()));
  }
}
