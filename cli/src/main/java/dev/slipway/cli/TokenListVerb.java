package dev.slipway.cli;

import dev.slipway.protocol.access.TokenList;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "list",
    description = "Lists your tokens.",
    footer = {"", "Example:", "  slipway token list"})
final class TokenListVerb extends Verb {
  @Mixin private ServerOptions server = new ServerOptions();

  @Option(names = "--json", description = "print JSON")
  private boolean json;

  TokenListVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    try (var api = server.connect()) {
      var list = api.get("/v1/tokens", TokenList.class);
      if (json) {
        return printJson(list);
      }
      if (list.tokens().isEmpty()) {
        terminal().line("No tokens. Next: slipway token create NAME");
      }
      var columns = new Columns();
      for (var token : list.tokens()) {
        columns.row(
            token.prefix() + "…",
            token.state(),
            token.name(),
            Places.said(token.application(), token.environment()),
            String.join(",", token.permissions()),
            "until " + Times.said(token.expiresAt()));
      }
      columns.lines().forEach(terminal()::line);
      return DONE;
    }
  }
}
