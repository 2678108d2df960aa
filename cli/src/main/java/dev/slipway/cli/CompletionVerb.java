package dev.slipway.cli;

import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "completion",
    description = "Prints a script that completes verbs and options in bash and zsh.",
    footer = {"", "Example:", "  source <(slipway completion)"})
final class CompletionVerb extends Verb {
  @Spec private @Nullable CommandSpec spec;

  CompletionVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    CommandLine root = java.util.Objects.requireNonNull(spec).root().commandLine();
    terminal().line(AutoComplete.bash("slipway", root));
    return DONE;
  }
}
