package dev.slipway.cli;

import dev.slipway.kit.Durations;
import dev.slipway.kit.Problem;
import dev.slipway.protocol.DeployAnswer;
import dev.slipway.protocol.operation.OperationState;
import dev.slipway.protocol.rollback.RollbackRequest;
import dev.slipway.protocol.rollback.Ways;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "rollback",
    description = {
      "Shows the ways back from what serves, what each costs and whether it is open,",
      "and goes the one that is chosen."
    },
    footer = {
      "",
      "Example:",
      "  slipway rollback ledger production            shows the ways, and asks on a terminal",
      "  slipway rollback ledger production --exit code",
      "  slipway rollback ledger production v52 --exit data --yes"
    })
final class RollbackVerb extends Verb {
  private static final int CANCELLED = 130;

  @Mixin private ServerOptions server = new ServerOptions();
  @Mixin private PlaceOptions place = new PlaceOptions();

  @Parameters(
      index = "2",
      arity = "0..1",
      paramLabel = "vN",
      description = "where to (default: what served before)")
  private @Nullable String to;

  @Option(names = "--exit", paramLabel = "code|data", description = "which way, without asking")
  private @Nullable String exit;

  @Option(names = "--yes", description = "goes also where not measured, or where data is lost")
  private boolean yes;

  @Option(names = "--why", paramLabel = "TEXT", description = "for the record")
  private String why = "";

  @Option(names = "--json", description = "print the ways, or the answer, as JSON")
  private boolean json;

  RollbackVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    try (var api = server.connect()) {
      var where = place.environment(api);
      if (json && exit == null) {
        return printJson(ways(api, where));
      }
      var chosen = exit == null ? choose(ways(api, where)) : Optional.of(exit);
      if (chosen.isEmpty()) {
        return DONE;
      }
      var asked = new RollbackRequest(to, yes, why);
      var answer = api.post(path(where) + exit(chosen.get()), asked, DeployAnswer.class);
      if (json) {
        return printJson(answer);
      }
      return follow(api, answer);
    }
  }

  private static String exit(String word) {
    return switch (word) {
      case "code" -> "";
      case "data" -> "/data";
      default ->
          throw Problem.of(
                  Problem.Kind.BAD_INPUT,
                  "SLIP-9032",
                  "--exit: \"" + word + "\" is no way back",
                  "write code or data")
              .exception();
    };
  }

  private String path(String where) {
    return place.path(where, "/rollback");
  }

  private Ways ways(ApiClient api, String where) {
    return api.get(path(where) + (to == null ? "" : "?to=" + AppOptions.encoded(to)), Ways.class);
  }

  private int follow(ApiClient api, DeployAnswer answer) {
    var operation = answer.operation();
    if (operation == null) {
      return DONE;
    }
    terminal().line("");
    var end = new FollowedOperation(api, terminal(), operation).follow();
    if (end == OperationState.SUCCEEDED) {
      return DONE;
    }
    terminal().line("  Record  slipway operation show " + operation);
    return end == OperationState.CANCELLED ? CANCELLED : FAILED;
  }

  /**
   * Asks a person; anything else has to say what it wants. There is no console where the JDK's own
   * is the provider and nobody sits in front of it.
   */
  @SuppressWarnings("SystemConsoleNull")
  private Optional<String> choose(Ways ways) {
    show(ways);
    var console = System.console();
    if (!terminal().isInteractive() || console == null || !console.isTerminal()) {
      throw Problem.of(
              Problem.Kind.BAD_INPUT,
              "SLIP-9034",
              "nobody is there to choose a way",
              "say which: --exit code, or --exit data --yes")
          .exception();
    }
    var answer = console.readLine("Choose 1-%d: ", ways.ways().size());
    if (answer == null || !answer.strip().matches("[1-" + ways.ways().size() + "]")) {
      terminal().line("Nothing was changed.");
      return Optional.empty();
    }
    var way = ways.ways().get(Integer.parseInt(answer.strip()) - 1);
    if (way.exit().equals("forward")) {
      terminal().line("Next    fix it, then: slipway deploy " + ways.app());
      return Optional.empty();
    }
    if (!way.state().equals("open") || way.loses() != null) {
      var cost = way.loses() == null ? way.reason() : "this loses " + way.loses();
      var sure = console.readLine("%s. Go on? Write yes: ", cost);
      yes = sure != null && sure.strip().equals("yes");
      if (!yes) {
        terminal().line("Nothing was changed.");
        return Optional.empty();
      }
    }
    return Optional.of(way.exit());
  }

  private void show(Ways ways) {
    var since =
        ways.since() == null
            ? ""
            : " since "
                + Times.said(ways.since())
                + " ("
                + Durations.human(Duration.between(ways.since(), Instant.now()))
                + ")";
    terminal().line(ways.serving() + " is serving" + since + ". Ways back:");
    var number = 0;
    for (var way : ways.ways()) {
      number++;
      var takes = way.takes() == null ? "" : way.takes();
      terminal()
          .line(
              String.format(
                      "  %d  %-8s %-44s %-8s %s: %s",
                      number, way.exit(), way.title(), takes, way.state(), way.reason())
                  .stripTrailing());
      if (way.basis() != null) {
        terminal().line("     " + " ".repeat(9) + terminal().faint(way.basis()));
      }
      if (way.loses() != null) {
        terminal().line("     " + " ".repeat(9) + "loses " + way.loses());
      }
    }
  }
}
