package dev.slipway.cli;

import dev.slipway.protocol.access.ChangeGrant;
import dev.slipway.protocol.access.PersonList;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "revoke",
    description = "Takes a role back.",
    footer = {"", "Example:", "  slipway people revoke ada@example.org approver --app ledger"})
final class PeopleRevokeVerb extends Verb {
  @Mixin private ServerOptions server = new ServerOptions();
  @Mixin private ScopeOptions scope = new ScopeOptions();

  @Parameters(index = "0", paramLabel = "PERSON", description = "mail address or identifier")
  private String person = "";

  @Parameters(index = "1", paramLabel = "ROLE", description = "its key or title")
  private String role = "";

  @Option(names = "--json", description = "print JSON")
  private boolean json;

  PeopleRevokeVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    try (var api = server.connect()) {
      var path = "/v1/people/" + AppOptions.encoded(person) + "/revoke";
      var change = new ChangeGrant(role, scope.app(), scope.environment());
      var after = api.post(path, change, PersonList.Person.class);
      if (json) {
        return printJson(after);
      }
      terminal().line(after.name() + ": " + PeopleVerb.roles(after));
      return DONE;
    }
  }
}
