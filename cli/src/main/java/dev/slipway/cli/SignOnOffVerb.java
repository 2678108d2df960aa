package dev.slipway.cli;

import dev.slipway.protocol.access.SignOnState;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "off",
    description = "Takes the server away: nobody signs on; who has a password still signs in.",
    footer = {"", "Example:", "  slipway sign-on off"})
final class SignOnOffVerb extends Verb {
  @Mixin private ServerOptions server = new ServerOptions();

  @Option(names = "--json", description = "print JSON")
  private boolean json;

  SignOnOffVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    try (var api = server.connect()) {
      var state = api.delete("/v1/sign-on", SignOnState.class);
      if (json) {
        return printJson(state);
      }
      terminal().line("Nobody signs on from elsewhere any more.");
      return DONE;
    }
  }
}
