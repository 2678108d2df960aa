package dev.slipway.cli;

import dev.slipway.kit.Durations;
import dev.slipway.kit.Problem;
import dev.slipway.kit.ProblemException;
import dev.slipway.protocol.command.CommandEnded;
import dev.slipway.protocol.command.CommandExit;
import dev.slipway.protocol.command.CommandRequested;
import dev.slipway.protocol.command.CommandStarted;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "run",
    description = {
      "Runs a command in an environment, with what its instances have: files, variables, secrets,",
      "databases, user and limits. Its output is shown with secrets hidden, its exit code is ours.",
      "Ctrl-C ends it with all its children. It reads nothing: slipway console is for that."
    },
    footer = {
      "",
      "Example:",
      "  slipway run ledger production -- ./bin/reindex --all",
      "  slipway run ledger production -- 'echo $DATABASE_URL | wc -c'"
    })
final class RunVerb extends Verb {
  /** A control plane that is restarted is back by then. */
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private static final long PAUSE_MILLIS = 300;
  private static final long TO_BE_NAMED_SECONDS = 5;
  private static final int MOST = 255;

  @Mixin private ServerOptions server = new ServerOptions();
  @Mixin private CommandOptions what = new CommandOptions();

  @Option(
      names = "--limit",
      paramLabel = "TIME",
      description = "ends it after this time (default: 1h)")
  private @Nullable String limit;

  private long lines;

  RunVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    var command =
        what.command()
            .orElseThrow(
                () ->
                    Problem.of(
                            Problem.Kind.BAD_INPUT,
                            "SLIP-9050",
                            "slipway run: there is no command",
                            "write it after --, as in slipway run ledger production -- ls")
                        .exception());
    var wanted = new CommandRequested(what.service(), what.release(), command, seconds());
    // It may run already while the answer that names it is still on its way.
    var path = new CompletableFuture<String>();
    var ending = new Thread(() -> end(path));
    Runtime.getRuntime().addShutdownHook(ending);
    try {
      path.complete(what.path("commands/" + start(wanted).id()));
      return told(follow(path.join()));
    } finally {
      path.cancel(false);
      removeUnlessUnderWay(ending);
    }
  }

  private CommandStarted start(CommandRequested wanted) {
    try (var api = server.connect()) {
      return api.post(what.path("commands"), wanted, CommandStarted.class);
    }
  }

  private static void removeUnlessUnderWay(Thread ending) {
    try {
      Runtime.getRuntime().removeShutdownHook(ending);
    } catch (IllegalStateException underWay) {
      // Somebody pressed Ctrl-C, and it is being ended.
    }
  }

  private Optional<Long> seconds() {
    return Optional.ofNullable(limit)
        .map(
            text ->
                Durations.parse(text)
                    .orElseThrow(
                        () ->
                            Problem.of(
                                    Problem.Kind.BAD_INPUT,
                                    "SLIP-9051",
                                    "--limit \"" + text + "\" is not a duration",
                                    "write 30s, 10m or 2h")
                                .exception()))
        .map(Duration::toSeconds);
  }

  /** The command outlives a control plane that is restarted: it is found again and read on. */
  private CommandExit follow(String path) {
    var lost = 0L;
    while (true) {
      try (var api = server.connect();
          var events = new CommandEvents(api.stream(path + "/output?after=" + lines))) {
        lost = 0;
        var exit =
            events.read(
                line -> {
                  lines = line.number();
                  terminal().line(line.text());
                });
        if (exit.isPresent()) {
          return exit.get();
        }
      } catch (IOException broken) {
        // As when it ends without a word: asked for again below.
      } catch (ProblemException e) {
        if (e.problem().kind() != Problem.Kind.UNAVAILABLE) {
          throw e;
        }
      }
      lost = lost == 0 ? System.nanoTime() : lost;
      if (System.nanoTime() - lost > PATIENCE.toNanos()) {
        throw gone();
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static RuntimeException gone() {
    return Problem.of(
            Problem.Kind.UNAVAILABLE,
            "SLIP-9052",
            "the control plane is gone, and how the command ended is not known",
            "slipway up starts it again; a command that nobody reads is ended by it")
        .exception();
  }

  private void end(CompletableFuture<String> path) {
    try (var api = server.connect()) {
      var ignored = api.delete(path.get(TO_BE_NAMED_SECONDS, TimeUnit.SECONDS), CommandEnded.class);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ProblemException
        | ExecutionException
        | TimeoutException
        | CancellationException gone) {
      // It has ended, or the control plane ends it because nobody reads it.
    }
  }

  private int told(CommandExit exit) {
    if (!exit.ofItself()) {
      terminal().complain("✖ " + exit.text());
    }
    return exit.code() < 0 || exit.code() > MOST ? FAILED : exit.code();
  }
}
