package dev.slipway.cli;

import dev.slipway.protocol.variables.ParityTable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "check",
    description = {
      "Looks for what is missing, empty, malformed or the same as production's.",
      "Ends with 1 when something would not work."
    },
    footer = {"", "Example:", "  slipway env check production --against staging"})
final class EnvCheckVerb extends Verb {
  @Mixin private ServerOptions server = new ServerOptions();
  @Mixin private AppOptions app = new AppOptions();

  @Parameters(paramLabel = "ENVIRONMENT")
  private String environment = "";

  @Option(
      names = "--against",
      paramLabel = "OTHER",
      description = "an environment whose variables it should have too")
  private @Nullable String against;

  @Option(names = "--json", description = "print JSON")
  private boolean json;

  EnvCheckVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    try (var api = server.connect()) {
      var left = against == null ? environment : against;
      var table =
          api.get(
              app.variables(left) + "/parity?with=" + AppOptions.encoded(environment),
              ParityTable.class);
      if (json) {
        printJson(table);
      } else {
        ParityLines.print(terminal(), table);
      }
      return table.errors() == 0 ? DONE : FAILED;
    }
  }
}
