package dev.slipway.cli;

import dev.slipway.protocol.variables.VariableList;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "list",
    description = "Shows the variables of an environment, secrets as marks.",
    footer = {"", "Example:", "  slipway env list production"})
final class EnvListVerb extends Verb {
  @Mixin private ServerOptions server = new ServerOptions();
  @Mixin private AppOptions app = new AppOptions();

  @Parameters(paramLabel = "ENVIRONMENT")
  private String environment = "";

  @Option(names = "--json", description = "print JSON")
  private boolean json;

  EnvListVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    try (var api = server.connect()) {
      var list = api.get(app.variables(environment), VariableList.class);
      if (json) {
        return printJson(list);
      }
      print(list);
      return DONE;
    }
  }

  private void print(VariableList list) {
    var width = list.variables().stream().mapToInt(line -> line.name().length()).max().orElse(0);
    for (var line : list.variables()) {
      var holder = line.holder().equals("*") ? "" : "   " + line.holder();
      var kind = line.kind().equals("plain") ? "" : " (" + line.kind() + ")";
      terminal()
          .line(
              line.name()
                  + " ".repeat(width + 2 - line.name().length())
                  + line.shown()
                  + terminal().faint(kind + holder));
    }
    terminal()
        .line(
            terminal()
                .faint(
                    list.variables().size()
                        + " variables, configuration "
                        + list.version()
                        + (list.staged() == 0 ? "" : ", " + list.staged() + " changes waiting")));
  }
}
