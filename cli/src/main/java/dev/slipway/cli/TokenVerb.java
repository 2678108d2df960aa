package dev.slipway.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "token",
    description = "Tokens for programs: made, listed, taken back.",
    subcommands = {TokenCreateVerb.class, TokenListVerb.class, TokenRevokeVerb.class},
    synopsisSubcommandLabel = "VERB",
    footer = {"", "Example:", "  slipway token create github-actions --may deploy --app ledger"})
final class TokenVerb extends Verb {
  @Spec private CommandSpec spec = CommandSpec.create();

  TokenVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "token needs a verb");
  }
}
