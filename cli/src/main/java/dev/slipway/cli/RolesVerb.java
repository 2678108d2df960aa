package dev.slipway.cli;

import dev.slipway.protocol.access.PersonList;
import dev.slipway.protocol.access.RoleList;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "roles",
    description = "Lists the roles and how many hold each; its verbs show, rename and add them.",
    subcommands = {RolesShowVerb.class, RolesRenameVerb.class, RolesDefineVerb.class},
    synopsisSubcommandLabel = "[VERB]",
    footer = {
      "",
      "Example:",
      "  slipway roles rename approver \"product owner\"",
      "  slipway people grant ada@example.org \"product owner\" --app ledger -e production"
    })
final class RolesVerb extends Verb {
  @Mixin private ServerOptions server = new ServerOptions();

  @Option(names = "--json", description = "print JSON")
  private boolean json;

  RolesVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    try (var api = server.connect()) {
      var list = api.get("/v1/roles", RoleList.class);
      if (json) {
        return printJson(list);
      }
      var people = api.get("/v1/people", PersonList.class);
      var columns = new Columns();
      for (var role : list.roles()) {
        columns.row(
            role.key(),
            role.title().equals(role.key()) ? "" : role.title(),
            held(people, role.key()),
            String.join(" ", role.permissions()));
      }
      columns.lines().forEach(terminal()::line);
      return DONE;
    }
  }

  private static String held(PersonList people, String role) {
    var holders =
        people.people().stream()
            .filter(person -> person.grants().stream().anyMatch(one -> one.role().equals(role)))
            .count();
    return holders == 0 ? "nobody" : holders == 1 ? "1 person" : holders + " people";
  }
}
