package dev.slipway.cli;

import dev.slipway.protocol.variables.ParityTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "diff",
    description = "Shows two environments' variables beside each other, and what is wrong.",
    footer = {"", "Example:", "  slipway env diff staging production"})
final class EnvDiffVerb extends Verb {
  @Mixin private ServerOptions server = new ServerOptions();
  @Mixin private AppOptions app = new AppOptions();

  @Parameters(index = "0", paramLabel = "ENVIRONMENT")
  private String left = "";

  @Parameters(index = "1", paramLabel = "OTHER")
  private String right = "";

  @Option(names = "--json", description = "print JSON")
  private boolean json;

  EnvDiffVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    try (var api = server.connect()) {
      var table =
          api.get(
              app.variables(left) + "/parity?with=" + AppOptions.encoded(right), ParityTable.class);
      if (json) {
        return printJson(table);
      }
      ParityLines.print(terminal(), table);
      return DONE;
    }
  }
}
