package dev.slipway.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "reset-factor",
    description = "Takes a lost second factor away; the password alone opens again.",
    footer = {"", "Example:", "  slipway people reset-factor ada@example.org"})
final class PeopleResetFactorVerb extends Verb {
  @Mixin private PersonOptions person = new PersonOptions();

  PeopleResetFactorVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    return person.change(this, "reset-factor", after -> after.name() + " has no second factor now");
  }
}
