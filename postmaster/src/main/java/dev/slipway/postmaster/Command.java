package dev.slipway.postmaster;

import dev.slipway.kit.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** A short program run to its end. */
record Command(List<String> words, Map<String, String> environment) {
  record Outcome(int exitCode, String text) {}

  static Command of(List<String> words) {
    return new Command(words, Map.of());
  }

  Outcome run() {
    var builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.environment().putAll(environment);
    builder.environment().put("LC_ALL", "C");
    // The parent's working directory may be one that the unprivileged user can't enter.
    builder.directory(new java.io.File("/"));
    try {
      var process = builder.start();
      process.getOutputStream().close();
      var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Outcome(process.waitFor(), text.strip());
    } catch (IOException e) {
      throw Problem.of(
              Problem.Kind.UNAVAILABLE,
              "SLIP-2102",
              words.getFirst() + " can't be started: " + e.getMessage(),
              "check that it is installed and executable")
          .exception(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Problem.of(
              Problem.Kind.FAILED, "SLIP-2103", words.getFirst() + " was interrupted", "try again")
          .exception(e);
    }
  }
}
