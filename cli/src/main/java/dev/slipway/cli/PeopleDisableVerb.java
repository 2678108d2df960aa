package dev.slipway.cli;

import dev.slipway.protocol.access.PersonList;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "disable",
    description = "Shuts somebody out at once: browsers and tokens.",
    footer = {"", "Example:", "  slipway people disable ada@example.org"})
final class PeopleDisableVerb extends Verb {
  @Mixin private ServerOptions server = new ServerOptions();

  @Parameters(paramLabel = "PERSON", description = "mail address or identifier")
  private String person = "";

  @Option(names = "--json", description = "print JSON")
  private boolean json;

  PeopleDisableVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    try (var api = server.connect()) {
      var path = "/v1/people/" + AppOptions.encoded(person) + "/disable";
      var after = api.post(path, null, PersonList.Person.class);
      if (json) {
        return printJson(after);
      }
      terminal().line(after.name() + " is shut out");
      return DONE;
    }
  }
}
