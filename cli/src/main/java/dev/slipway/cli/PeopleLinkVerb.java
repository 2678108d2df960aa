package dev.slipway.cli;

import dev.slipway.protocol.access.OneTimeLink;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "link",
    description = "Prints a fresh link by which somebody sets their password.",
    footer = {"", "Example:", "  slipway people link ada@example.org"})
final class PeopleLinkVerb extends Verb {
  @Mixin private ServerOptions server = new ServerOptions();

  @Parameters(paramLabel = "PERSON", description = "mail address or identifier")
  private String person = "";

  @Option(names = "--json", description = "print JSON")
  private boolean json;

  PeopleLinkVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    try (var api = server.connect()) {
      var path = "/v1/people/" + AppOptions.encoded(person) + "/link";
      return InviteVerb.show(this, api.post(path, null, OneTimeLink.class), json);
    }
  }
}
