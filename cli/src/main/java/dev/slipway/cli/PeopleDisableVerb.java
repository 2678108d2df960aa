package dev.slipway.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "disable",
    description = "Shuts somebody out at once: browsers and tokens.",
    footer = {"", "Example:", "  slipway people disable ada@example.org"})
final class PeopleDisableVerb extends Verb {
  @Mixin private PersonOptions person = new PersonOptions();

  PeopleDisableVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    return person.change(this, "disable", after -> after.name() + " is shut out");
  }
}
