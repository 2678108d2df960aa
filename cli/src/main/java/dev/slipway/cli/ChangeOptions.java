package dev.slipway.cli;

import dev.slipway.protocol.variables.ChangedVariables;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a change of variables is made. */
final class ChangeOptions {
  @Option(names = "--why", paramLabel = "TEXT", description = "the reason, kept in the history")
  private @Nullable String why;

  @Option(names = "--stage", description = "put it beside, to be applied with others later")
  private boolean stage;

  @Nullable String why() {
    return why;
  }

  boolean stage() {
    return stage;
  }

  void print(Terminal terminal, String environment, ChangedVariables changed) {
    changed.lines().forEach(terminal::line);
    if (!changed.mark().isEmpty()) {
      terminal.line(
          "These wait. Next: slipway env staged " + environment + " --apply " + changed.mark());
    } else if (changed.lines().isEmpty()) {
      terminal.line("Nothing changed: configuration " + changed.version());
    } else {
      terminal.line("Configuration " + changed.version() + ", used by the next deployment");
    }
  }
}
