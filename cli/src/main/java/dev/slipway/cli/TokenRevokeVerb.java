package dev.slipway.cli;

import dev.slipway.protocol.access.TokenList;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "revoke",
    description = "Takes a token back: its next request is refused.",
    footer = {"", "Example:", "  slipway token revoke slip_4k2j9d"})
final class TokenRevokeVerb extends Verb {
  @Mixin private ServerOptions server = new ServerOptions();

  @Parameters(paramLabel = "TOKEN", description = "its first characters, as token list shows them")
  private String token = "";

  @Option(names = "--json", description = "print JSON")
  private boolean json;

  TokenRevokeVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    try (var api = server.connect()) {
      var path = "/v1/tokens/" + AppOptions.encoded(token.replace("…", ""));
      var revoked = api.delete(path, TokenList.Token.class);
      if (json) {
        return printJson(revoked);
      }
      terminal().line(revoked.name() + " is taken back");
      return DONE;
    }
  }
}
