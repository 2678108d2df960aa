package dev.slipway.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The terminal of this process, handing over every key as it is pressed until it is closed. */
final class RawTerminal implements AutoCloseable {
  private final Optional<String> before;
  private final Thread restoring = new Thread(this::restore);

  private RawTerminal(Optional<String> before) {
    this.before = before;
  }

  /** What is no terminal stays as it is. */
  static RawTerminal open(boolean isTerminal) {
    var before = isTerminal ? stty("-g") : Optional.<String>empty();
    var raw = new RawTerminal(before);
    if (before.isPresent()) {
      Runtime.getRuntime().addShutdownHook(raw.restoring);
      var ignored = stty("raw", "-echo");
    }
    return raw;
  }

  /** Columns and rows, where there is a terminal. */
  static Optional<int[]> size() {
    return stty("size")
        .filter(text -> text.matches("[1-9]\\d{0,3} [1-9]\\d{0,3}"))
        .map(text -> text.split(" "))
        .map(parts -> new int[] {Integer.parseInt(parts[1]), Integer.parseInt(parts[0])});
  }

  private static Optional<String> stty(String... words) {
    try {
      var command = new java.util.ArrayList<String>();
      command.add("stty");
      command.addAll(java.util.List.of(words));
      var process =
          new ProcessBuilder(command)
              .redirectInput(new File("/dev/tty"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 ? Optional.of(said.strip()) : Optional.empty();
    } catch (IOException noTerminal) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private void restore() {
    before.ifPresent(
        settings -> {
          var ignored = stty(settings);
        });
  }

  @Override
  public void close() {
    if (before.isPresent()) {
      restore();
      Runtime.getRuntime().removeShutdownHook(restoring);
    }
  }
}
