package dev.slipway.cli;

import dev.slipway.kit.Problem;
import picocli.CommandLine.Command;

/** Stands in the list of verbs; the launcher starts the control plane itself, without us. */
@Command(
    name = "server",
    description = "Runs the control plane in the foreground (up starts it in the background).",
    footer = {"", "Example:", "  slipway server --data /srv/slipway --port 7400"})
final class ServerVerb extends Verb {
  ServerVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    throw Problem.of(
            Problem.Kind.BAD_INPUT,
            "SLIP-9010",
            "slipway server: only the launcher can start it",
            "run ./slipway server")
        .exception();
  }
}
