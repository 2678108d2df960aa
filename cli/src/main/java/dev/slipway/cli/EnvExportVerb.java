package dev.slipway.cli;

import dev.slipway.protocol.variables.ExportedVariables;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "export",
    description = "Prints the variables as .env text; secrets only when asked.",
    footer = {"", "Example:", "  slipway env export staging --service backend > .env"})
final class EnvExportVerb extends Verb {
  @Mixin private ServerOptions server = new ServerOptions();
  @Mixin private AppOptions app = new AppOptions();

  @Parameters(paramLabel = "ENVIRONMENT")
  private String environment = "";

  @Option(
      names = "--service",
      paramLabel = "NAME",
      description = "what this service gets (default: what is for all)")
  private @Nullable String service;

  @Option(names = "--show-secrets", description = "print secrets in the clear")
  private boolean secrets;

  EnvExportVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    try (var api = server.connect()) {
      var query =
          "?secrets="
              + (secrets ? "shown" : "hidden")
              + (service == null ? "" : "&service=" + AppOptions.encoded(service));
      var exported =
          api.get(app.variables(environment) + "/export" + query, ExportedVariables.class);
      terminal().out().print(exported.text());
      terminal().out().flush();
      return DONE;
    }
  }
}
