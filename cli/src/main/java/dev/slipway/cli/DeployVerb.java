package dev.slipway.cli;

import dev.slipway.protocol.AppSummary;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "deploy",
    description = "Takes an application and its database into an environment.",
    footer = {
      "",
      "Example:",
      "  slipway deploy ledger production --plan   what would happen",
      "  slipway deploy ledger production",
      "  slipway deploy ledger production --hotfix \"customers can't sign in\""
    })
final class DeployVerb extends Verb {
  @Mixin private ServerOptions server = new ServerOptions();

  @Parameters(index = "0", paramLabel = "APP", description = "the application")
  private String app = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "ENVIRONMENT",
      description = "where to (default: development, or the first in slipway.yaml)")
  private @Nullable String environment;

  @Option(names = "--again", description = "even if exactly this is serving already")
  private boolean again;

  @Option(
      names = "--hotfix",
      paramLabel = "REASON",
      description = {
        "goes without what promote.hotfix of the environment",
        "lets a hotfix go without; the reason stays in the record"
      })
  private @Nullable String hotfix;

  @Option(names = "--plan", description = "only show what would happen; nothing is changed")
  private boolean plan;

  @Option(names = "--json", description = "with --plan: print JSON")
  private boolean json;

  DeployVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    try (var api = server.connect()) {
      var known = api.get("/v1/apps/" + app, AppSummary.class);
      if (plan) {
        return new PlanRun(terminal(), api).run(known, environment, json);
      }
      return new DeployRun(terminal(), api).run(known, environment, again, hotfix);
    }
  }
}
