package dev.slipway.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "grant",
    description = "Gives somebody a role.",
    footer = {"", "Example:", "  slipway people grant ada@example.org approver --app ledger"})
final class PeopleGrantVerb extends Verb {
  @Mixin private GrantOptions grant = new GrantOptions();

  PeopleGrantVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    return grant.change(this, "grant");
  }
}
