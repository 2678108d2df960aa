package dev.slipway.cli;

import dev.slipway.protocol.access.DefineRole;
import dev.slipway.protocol.access.RoleList;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "rename",
    description = {
      "Gives a role the name that your people use; what it allows and who holds it stay.",
      "Its key stays, too: programs and slipway.yaml may say either."
    },
    footer = {"", "Example:", "  slipway roles rename approver \"product owner\""})
final class RolesRenameVerb extends Verb {
  @Mixin private ServerOptions server = new ServerOptions();

  @Parameters(index = "0", paramLabel = "ROLE", description = "its key or title until now")
  private String role = "";

  @Parameters(index = "1", paramLabel = "TITLE", description = "what people call it")
  private String title = "";

  @Option(names = "--json", description = "print JSON")
  private boolean json;

  RolesRenameVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    try (var api = server.connect()) {
      var before = api.get("/v1/roles/" + AppOptions.encoded(role), RoleList.Role.class);
      var after =
          api.put(
              "/v1/roles/" + AppOptions.encoded(before.key()),
              new DefineRole(title, null),
              RoleList.Role.class);
      if (json) {
        return printJson(after);
      }
      terminal().line(after.key() + ": " + before.title() + " → " + after.title());
      return DONE;
    }
  }
}
