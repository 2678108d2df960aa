package dev.slipway.cli;

import dev.slipway.protocol.access.PersonList;
import dev.slipway.protocol.access.RoleList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "show",
    description = "Shows what a role allows, and who holds it where.",
    footer = {"", "Example:", "  slipway roles show approver"})
final class RolesShowVerb extends Verb {
  @Mixin private ServerOptions server = new ServerOptions();

  @Parameters(paramLabel = "ROLE", description = "its key or title")
  private String name = "";

  @Option(names = "--json", description = "print JSON")
  private boolean json;

  RolesShowVerb(Terminal terminal) {
    super(terminal);
  }

  /** A role with who holds it. */
  private record Shown(RoleList.Role role, List<Holder> holders) {}

  /** Somebody who holds it. */
  private record Holder(String email, String name, String status, List<PersonList.Grant> grants) {}

  @Override
  public Integer call() {
    try (var api = server.connect()) {
      var role = api.get("/v1/roles/" + AppOptions.encoded(name), RoleList.Role.class);
      var holders =
          api.get("/v1/people", PersonList.class).people().stream()
              .map(person -> holder(person, role.key()))
              .filter(holder -> !holder.grants().isEmpty())
              .toList();
      if (json) {
        return printJson(new Shown(role, holders));
      }
      print(role, holders);
      return DONE;
    }
  }

  private static Holder holder(PersonList.Person person, String role) {
    var grants = person.grants().stream().filter(one -> one.role().equals(role)).toList();
    return new Holder(person.email(), person.name(), person.status(), grants);
  }

  private void print(RoleList.Role role, List<Holder> holders) {
    terminal()
        .line(
            terminal().strong(role.title())
                + "   "
                + role.key()
                + (role.builtIn() ? ", built in" : ", one of your own"));
    terminal().line("  May   " + String.join(", ", role.permissions()));
    if (holders.isEmpty()) {
      terminal()
          .line("  Nobody holds it. Next: slipway people grant PERSON \"" + role.title() + "\"");
    }
    var columns = new Columns();
    for (var holder : holders) {
      columns.row(
          "  " + holder.email(),
          holder.name(),
          holder.status(),
          holder.grants().stream()
              .map(grant -> Places.said(grant.application(), grant.environment()))
              .collect(Collectors.joining(", ")));
    }
    columns.lines().forEach(terminal()::line);
  }
}
