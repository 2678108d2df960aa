package dev.slipway.cli;

import dev.slipway.protocol.access.PersonList;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "people",
    description = "Lists who has an account; its verbs change what they may.",
    subcommands = {
      PeopleGrantVerb.class,
      PeopleRevokeVerb.class,
      PeopleLinkVerb.class,
      PeopleDisableVerb.class,
      PeopleEnableVerb.class,
      PeopleResetFactorVerb.class
    },
    synopsisSubcommandLabel = "[VERB]",
    footer = {
      "",
      "Example:",
      "  slipway people grant ada@example.org approver --app ledger -e production"
    })
final class PeopleVerb extends Verb {
  @Mixin private ServerOptions server = new ServerOptions();

  @Option(names = "--json", description = "print JSON")
  private boolean json;

  PeopleVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    try (var api = server.connect()) {
      var list = api.get("/v1/people", PersonList.class);
      if (json) {
        return printJson(list);
      }
      var columns = new Columns();
      for (var person : list.people()) {
        columns.row(person.email(), person.name(), person.status(), roles(person));
      }
      columns.lines().forEach(terminal()::line);
      return DONE;
    }
  }

  static String roles(PersonList.Person person) {
    return person.grants().stream()
        .map(grant -> grant.role() + " " + Places.said(grant.application(), grant.environment()))
        .collect(Collectors.joining(", "));
  }
}
