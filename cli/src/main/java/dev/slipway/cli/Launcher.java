package dev.slipway.cli;

import dev.slipway.kit.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Starts other processes of Slipway the way this one was started: by the launcher script. */
final class Launcher {
  static final String VARIABLE = "SLIPWAY_LAUNCHER";

  private Launcher() {}

  /** Starts a verb as a process of its own that outlives us; its words go to the log. */
  static Process detached(List<String> arguments, Path log) {
    var command = new java.util.ArrayList<>(List.of("setsid", script()));
    command.addAll(arguments);
    try {
      Files.createDirectories(log.toAbsolutePath().getParent());
      var builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().putAll(Map.of("SLIPWAY_TERMINAL", "0"));
      builder.redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")));
      builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      return builder.start();
    } catch (IOException e) {
      throw Problem.of(
              Problem.Kind.UNAVAILABLE,
              "SLIP-9008",
              "slipway " + String.join(" ", arguments) + " can't be started: " + e.getMessage(),
              "check the folder " + log.getParent())
          .exception(e);
    }
  }

  private static String script() {
    var script = System.getenv(VARIABLE);
    if (script == null || script.isBlank()) {
      throw Problem.of(
              Problem.Kind.UNAVAILABLE,
              "SLIP-9009",
              "this command line was not started by the slipway launcher",
              "run ./slipway instead of java")
          .exception();
    }
    return script;
  }
}
