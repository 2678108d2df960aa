package dev.slipway.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "enable",
    description = "Lets somebody in again.",
    footer = {"", "Example:", "  slipway people enable ada@example.org"})
final class PeopleEnableVerb extends Verb {
  @Mixin private PersonOptions person = new PersonOptions();

  PeopleEnableVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    return person.change(this, "enable", after -> after.name() + " may sign in again");
  }
}
