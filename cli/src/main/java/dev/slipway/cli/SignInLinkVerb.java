package dev.slipway.cli;

import dev.slipway.protocol.access.OneTimeLink;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "sign-in-link",
    description = "Prints a link that signs a browser of this machine's owner in, once.",
    footer = {"", "Example:", "  slipway sign-in-link"})
final class SignInLinkVerb extends Verb {
  @Mixin private ServerOptions server = new ServerOptions();

  @Option(names = "--json", description = "print JSON")
  private boolean json;

  SignInLinkVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    try (var api = server.connect()) {
      var link = api.post("/v1/sign-in-link", null, OneTimeLink.class);
      if (json) {
        return printJson(link);
      }
      terminal().line(link.url());
      return DONE;
    }
  }
}
