package dev.slipway.cli;

import dev.slipway.protocol.access.ChangeGrant;
import dev.slipway.protocol.access.PersonList;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Whose role, which, and where. */
final class GrantOptions {
  @Mixin private ServerOptions server = new ServerOptions();
  @Mixin private ScopeOptions scope = new ScopeOptions();

  @Parameters(index = "0", paramLabel = "PERSON", description = "mail address or identifier")
  private String person = "";

  @Parameters(index = "1", paramLabel = "ROLE", description = "its key or title")
  private String role = "";

  @Option(names = "--json", description = "print JSON")
  private boolean json;

  /**
   * @param what grant or revoke
   */
  int change(Verb verb, String what) {
    try (var api = server.connect()) {
      var path = "/v1/people/" + AppOptions.encoded(person) + "/" + what;
      var change = new ChangeGrant(role, scope.app(), scope.environment());
      var after = api.post(path, change, PersonList.Person.class);
      if (json) {
        return verb.printJson(after);
      }
      verb.terminal().line(after.name() + ": " + PeopleVerb.roles(after));
      return Verb.DONE;
    }
  }
}
