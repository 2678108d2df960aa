package dev.slipway.cli;

import dev.slipway.kit.Problem;
import dev.slipway.kit.ProblemException;
import dev.slipway.protocol.command.CommandExit;
import dev.slipway.protocol.command.CommandOutput;
import dev.slipway.protocol.command.CommandStarted;
import dev.slipway.protocol.command.ConsoleRequested;
import dev.slipway.protocol.command.ConsoleSize;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "console",
    description = {
      "Opens a terminal in an environment, with what its instances have: files, variables,",
      "secrets, databases and user. It ends with this command, and with the control plane."
    },
    footer = {
      "",
      "Example:",
      "  slipway console ledger production                  a shell",
      "  slipway console shop production -- bin/rails console"
    })
final class ConsoleVerb extends Verb {
  private static final int MOST = 255;

  @Mixin private ServerOptions server = new ServerOptions();
  @Mixin private CommandOptions what = new CommandOptions();

  ConsoleVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    var size = terminal().isInteractive() ? RawTerminal.size() : Optional.<int[]>empty();
    try (var api = server.connect()) {
      var wanted =
          new ConsoleRequested(
              what.service(),
              what.release(),
              what.command(),
              size.map(both -> both[0]),
              size.map(both -> both[1]));
      var started = api.post(what.path("consoles"), wanted, CommandStarted.class);
      var path = what.path("consoles/" + started.id());
      if (terminal().isInteractive()) {
        WindowSize.onChange(() -> follow(api, path));
      }
      var exit = show(api, path);
      return exit.code() < 0 || exit.code() > MOST ? FAILED : exit.code();
    }
  }

  /** A window of another size is no reason to end what runs in it. */
  private static void follow(ApiClient api, String path) {
    try {
      RawTerminal.size()
          .ifPresent(
              now -> api.put(path + "/size", new ConsoleSize(now[0], now[1]), ConsoleSize.class));
    } catch (ProblemException gone) {
      // What ends it is told by what reads it.
    }
  }

  private CommandExit show(ApiClient api, String path) {
    var keys = new FileInputStream(FileDescriptor.in);
    var screen = new FileOutputStream(FileDescriptor.out);
    try (var events = new CommandEvents(api.stream(path + "/output"));
        var raw = RawTerminal.open(terminal().isInteractive())) {
      var typing = api.send(path + "/input", keys);
      var exit = events.read(piece -> show(piece, screen));
      typing.cancel(true);
      return exit.orElseThrow(() -> gone("the stream ended"));
    } catch (IOException | UncheckedIOException e) {
      throw gone(String.valueOf(e.getMessage()));
    }
  }

  private static void show(CommandOutput piece, OutputStream screen) {
    try {
      screen.write(Base64.getDecoder().decode(piece.text()));
      screen.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RuntimeException gone(String why) {
    return Problem.of(
            Problem.Kind.UNAVAILABLE,
            "SLIP-9053",
            "the console broke off: " + why,
            "what ran in it was ended; open another")
        .exception();
  }
}
