package dev.slipway.cli;

import dev.slipway.protocol.variables.ChangeVariables;
import dev.slipway.protocol.variables.ChangedVariables;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "unset",
    description = "Takes variables away.",
    footer = {"", "Example:", "  slipway env unset staging OLD_FLAG"})
final class EnvUnsetVerb extends Verb {
  @Mixin private ServerOptions server = new ServerOptions();
  @Mixin private AppOptions app = new AppOptions();
  @Mixin private HolderOptions holder = new HolderOptions();
  @Mixin private ChangeOptions change = new ChangeOptions();

  @Parameters(index = "0", paramLabel = "ENVIRONMENT")
  private String environment = "";

  @Parameters(index = "1..*", arity = "1..*", paramLabel = "NAME")
  private List<String> names = new ArrayList<>();

  EnvUnsetVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    var changes =
        names.stream()
            .map(name -> new ChangeVariables.Change(holder.text(), name, null, null))
            .toList();
    try (var api = server.connect()) {
      var changed =
          api.post(
              app.variables(environment),
              new ChangeVariables(null, change.why(), change.stage(), changes),
              ChangedVariables.class);
      change.print(terminal(), environment, changed);
      return DONE;
    }
  }
}
