package dev.slipway.cli;

import dev.slipway.protocol.access.CreateToken;
import dev.slipway.protocol.access.CreatedToken;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "create",
    description = "Makes a token and prints it, this once.",
    footer = {
      "",
      "Example:",
      "  slipway token create github-actions --may view,deploy --app ledger --for 90d"
    })
final class TokenCreateVerb extends Verb {
  @Mixin private ServerOptions server = new ServerOptions();

  @Parameters(paramLabel = "NAME", description = "what uses it")
  private String name = "";

  @Option(
      names = "--may",
      split = ",",
      paramLabel = "PERMISSION",
      description = "what it may do: view, deploy, roll-back, migrate … (default: view)")
  private List<String> permissions = List.of("view");

  @Option(names = "--app", paramLabel = "NAME", description = "where (default: everywhere)")
  private @Nullable String app;

  @Option(
      names = {"-e", "--environment"},
      paramLabel = "NAME",
      description = "where (default: every one)")
  private @Nullable String environment;

  @Option(names = "--for", paramLabel = "TIME", description = "how long it lives (default: 90d)")
  private String lifetime = "90d";

  @Option(names = "--json", description = "print JSON")
  private boolean json;

  TokenCreateVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    try (var api = server.connect()) {
      var token =
          api.post(
              "/v1/tokens",
              new CreateToken(name, permissions, app, environment, lifetime),
              CreatedToken.class);
      if (json) {
        return printJson(token);
      }
      terminal().line(token.text());
      terminal()
          .complain(
              terminal()
                  .faint(
                      "Shown this once; until "
                          + Times.said(token.expiresAt())
                          + ". Used as SLIPWAY_TOKEN, with SLIPWAY_SERVER="
                          + api.url()));
      return DONE;
    }
  }
}
