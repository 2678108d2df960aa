package dev.slipway.cli;

import dev.slipway.kit.Durations;
import dev.slipway.kit.Problem;
import dev.slipway.protocol.home.DataDirectory;
import dev.slipway.protocol.home.ServerAddress;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;

/** Starts the control plane in the background and waits until it is ready, or says why it isn't. */
final class ControlPlaneStart {
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final long PAUSE_MILLIS = 20;

  /** Ends because of another one that was gone by the time we looked. */
  private static final int TRIES = 3;

  private static final int LAST_LINES = 12;

  private final Terminal terminal;
  private final ServerOptions server;

  ControlPlaneStart(Terminal terminal, ServerOptions server) {
    this.terminal = terminal;
    this.server = server;
  }

  /** The address of the control plane, and whether it had to be started. */
  record Started(ServerAddress address, boolean anew, Duration took) {}

  Started ensure(List<String> options) {
    var begin = System.nanoTime();
    var ended = 0;
    var running = server.locate();
    if (running.isPresent() && isReady(running.get())) {
      return new Started(running.get(), false, Duration.ZERO);
    }
    var directory = server.directory();
    var log = directory.logs().resolve("server.log");
    var arguments = new java.util.ArrayList<>(List.of("server"));
    arguments.addAll(List.of("--data", directory.path().toString()));
    arguments.addAll(options);
    var process = Launcher.detached(arguments, log);
    // Somebody else may be starting or ending one at this very moment: theirs will do as well, and
    // ours is tried again when theirs has ended.
    while (true) {
      var took = Duration.ofNanos(System.nanoTime() - begin);
      var address = server.locate();
      if (address.isPresent() && isReady(address.get())) {
        return new Started(address.get(), true, took);
      }
      if (!process.isAlive() && process.exitValue() != Problem.Kind.CONFLICT.exitCode()) {
        throw ended(process.exitValue(), log);
      }
      if (took.compareTo(LIMIT) > 0) {
        throw process.isAlive() ? tooSlow(log) : ended(process.exitValue(), log);
      }
      if (!process.isAlive() && !isHeld(directory)) {
        if (++ended == TRIES) {
          throw ended(process.exitValue(), log);
        }
        process = Launcher.detached(arguments, log);
      }
      terminal.passing("Control plane    starting   " + Durations.human(took));
      pause();
    }
  }

  /**
   * Whether a control plane holds the data directory now, one that does not answer yet or any more.
   */
  private static boolean isHeld(DataDirectory directory) {
    try (var file = FileChannel.open(directory.lock(), StandardOpenOption.WRITE);
        var lock = file.tryLock()) {
      return lock == null;
    } catch (IOException gone) {
      return false;
    }
  }

  private boolean isReady(ServerAddress address) {
    try (var api = new ApiClient(address.url(), "")) {
      api.text("/health/ready");
      return true;
    } catch (dev.slipway.kit.ProblemException notYet) {
      return false;
    }
  }

  private static RuntimeException ended(int exitCode, Path log) {
    return Problem.of(
            Problem.Kind.UNAVAILABLE,
            "SLIP-9011",
            "the control plane ended with exit code " + exitCode + ": " + lastLines(log),
            "the whole log is " + log)
        .exception();
  }

  private static RuntimeException tooSlow(Path log) {
    return Problem.of(
            Problem.Kind.UNAVAILABLE,
            "SLIP-9012",
            "the control plane was not ready after "
                + Durations.human(LIMIT)
                + ": "
                + lastLines(log),
            "the whole log is " + log)
        .exception();
  }

  private static String lastLines(Path log) {
    try {
      var lines = Files.readAllLines(log);
      var from = Math.max(0, lines.size() - LAST_LINES);
      return System.lineSeparator()
          + String.join(System.lineSeparator(), lines.subList(from, lines.size()));
    } catch (IOException unreadable) {
      return "its log can't be read";
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Problem.of(Problem.Kind.FAILED, "SLIP-9013", "interrupted", "run it again")
          .exception(e);
    }
  }
}
