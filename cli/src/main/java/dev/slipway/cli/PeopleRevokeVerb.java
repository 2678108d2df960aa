package dev.slipway.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "revoke",
    description = "Takes a role back.",
    footer = {"", "Example:", "  slipway people revoke ada@example.org approver --app ledger"})
final class PeopleRevokeVerb extends Verb {
  @Mixin private GrantOptions grant = new GrantOptions();

  PeopleRevokeVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    return grant.change(this, "revoke");
  }
}
