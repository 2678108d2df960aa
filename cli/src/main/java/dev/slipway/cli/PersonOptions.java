package dev.slipway.cli;

import dev.slipway.protocol.access.PersonList;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Somebody, and what is done about them. */
final class PersonOptions {
  @Mixin private ServerOptions server = new ServerOptions();

  @Parameters(paramLabel = "PERSON", description = "mail address or identifier")
  private String person = "";

  @Option(names = "--json", description = "print JSON")
  private boolean json;

  /**
   * @param what disable, enable, reset-factor
   * @param said what to tell of the person afterwards
   */
  int change(Verb verb, String what, Function<PersonList.Person, String> said) {
    try (var api = server.connect()) {
      var path = "/v1/people/" + AppOptions.encoded(person) + "/" + what;
      var after = api.post(path, null, PersonList.Person.class);
      if (json) {
        return verb.printJson(after);
      }
      verb.terminal().line(said.apply(after));
      return Verb.DONE;
    }
  }
}
