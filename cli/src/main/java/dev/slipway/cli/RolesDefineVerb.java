package dev.slipway.cli;

import dev.slipway.protocol.access.DefineRole;
import dev.slipway.protocol.access.RoleList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "define",
    description = "Adds a role of your own, or changes what one of your own allows.",
    footer = {
      "",
      "Example:",
      "  slipway roles define auditor --may view,read-audit",
      "  slipway roles define cto --title CTO --may view,approve,roll-back"
    })
final class RolesDefineVerb extends Verb {
  @Mixin private ServerOptions server = new ServerOptions();

  @Parameters(paramLabel = "KEY", description = "small letters, digits, hyphens")
  private String key = "";

  @Option(
      names = "--title",
      paramLabel = "TEXT",
      description = "what people call it (default: its key)")
  private @Nullable String title;

  @Option(
      names = "--may",
      required = true,
      split = ",",
      paramLabel = "PERMISSION",
      description = "what it allows: view, deploy, roll-back, migrate, approve …")
  private List<String> permissions = List.of();

  @Option(names = "--json", description = "print JSON")
  private boolean json;

  RolesDefineVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    try (var api = server.connect()) {
      var role =
          api.put(
              "/v1/roles/" + AppOptions.encoded(key),
              new DefineRole(title == null ? key : title, permissions),
              RoleList.Role.class);
      if (json) {
        return printJson(role);
      }
      terminal().line(role.title() + " may " + String.join(", ", role.permissions()));
      return DONE;
    }
  }
}
