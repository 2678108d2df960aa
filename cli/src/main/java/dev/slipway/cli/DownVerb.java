package dev.slipway.cli;

import dev.slipway.kit.Durations;
import dev.slipway.kit.Problem;
import dev.slipway.protocol.home.ServerAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "down",
    description = "Stops the control plane and what it runs; data stays.",
    footer = {"", "Example:", "  slipway down"})
final class DownVerb extends Verb {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final long PAUSE_MILLIS = 20;

  @Mixin private ServerOptions server = new ServerOptions();

  DownVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() throws InterruptedException {
    var running = server.locate();
    if (running.isEmpty()) {
      terminal().line("No control plane is running on " + server.directory().path());
      return DONE;
    }
    var begin = System.nanoTime();
    try (var api = server.connect()) {
      api.post("/v1/shutdown", java.util.Map.of(), Object.class);
    }
    while (isAlive(running.get())) {
      var took = Duration.ofNanos(System.nanoTime() - begin);
      if (took.compareTo(LIMIT) > 0) {
        throw Problem.of(
                Problem.Kind.FAILED,
                "SLIP-9014",
                "the control plane (process "
                    + running.get().pid()
                    + ") still runs after "
                    + Durations.human(LIMIT),
                "look at its log, or kill it: nothing is lost")
            .exception();
      }
      terminal().passing("Stopping   " + Durations.human(took));
      Thread.sleep(PAUSE_MILLIS);
    }
    terminal().lasting("Stopped   " + Durations.human(Duration.ofNanos(System.nanoTime() - begin)));
    return DONE;
  }

  private static boolean isAlive(ServerAddress address) {
    return Files.exists(Path.of("/proc", Long.toString(address.pid())));
  }
}
