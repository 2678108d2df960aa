package dev.slipway.delivery.rollback;

import dev.slipway.catalog.Deployment;
import dev.slipway.delivery.Records;
import dev.slipway.delivery.SchemaFit;
import dev.slipway.delivery.deploy.Machinery;
import dev.slipway.kit.Durations;
import dev.slipway.kit.Problem;
import dev.slipway.kit.ProblemException;
import dev.slipway.operations.Operations;
import dev.slipway.protocol.rollback.Ways;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What ways lead back from what serves, whether they are open, and what each costs. */
public final class WaysBack {
  private static final Duration STORED_WITHIN = Duration.ofSeconds(5);
  private static final int MOST_HISTORY = 500;

  private final Records records;
  private final Machinery machinery;
  private final Operations operations;

  public WaysBack(Records records, Machinery machinery, Operations operations) {
    this.records = records;
    this.machinery = machinery;
    this.operations = operations;
  }

  /** What serves now; told as a problem when nothing does. */
  Deployment serving(String app, String environment) {
    return records
        .deployments()
        .serving(app, environment)
        .orElseThrow(
            () ->
                Problem.of(
                        Problem.Kind.NOT_FOUND,
                        "SLIP-7658",
                        app + "/" + environment + ": nothing serves, so there is no way back",
                        "slipway deploy " + app + " " + environment)
                    .exception());
  }

  /** Where a rollback leads: the given entry, or the newest other release that has served. */
  Deployment target(Deployment serving, Optional<Integer> wished) {
    if (wished.isPresent()) {
      var found = records.deployments().get(serving.app(), serving.environment(), wished.get());
      if (found.release() == serving.release()) {
        throw Problem.of(
                Problem.Kind.BAD_INPUT,
                "SLIP-7659",
                serving.target() + ": v" + wished.get() + " is the release that serves",
                "name an earlier one: slipway releases "
                    + serving.app()
                    + " "
                    + serving.environment())
            .exception();
      }
      if (found.servingSince().isEmpty()) {
        throw Problem.of(
                Problem.Kind.REFUSED,
                "SLIP-7660",
                serving.target() + ": " + found.version() + " has never served",
                "go back to one that has, or deploy")
            .exception();
      }
      return found;
    }
    return before(serving)
        .orElseThrow(
            () ->
                Problem.of(
                        Problem.Kind.NOT_FOUND,
                        "SLIP-7661",
                        serving.target()
                            + ": "
                            + serving.version()
                            + " is the first release that serves; none was before it",
                        "go forward: slipway deploy " + serving.app())
                    .exception());
  }

  private Optional<Deployment> before(Deployment serving) {
    return records
        .deployments()
        .history(serving.app(), serving.environment(), MOST_HISTORY)
        .stream()
        .filter(one -> one.number() < serving.number())
        .filter(one -> one.state() == Deployment.State.SUPERSEDED)
        .filter(one -> one.release() != serving.release())
        .findFirst();
  }

  /** All ways, as a person or a page shows them. */
  public Ways of(String app, String environment, Optional<Integer> wished) {
    var serving = serving(app, environment);
    var to = wished.isPresent() ? Optional.of(target(serving, wished)) : before(serving);
    var forward =
        new Ways.Way(
            "forward",
            "fix and deploy v" + (newest(serving) + 1),
            "open",
            null,
            null,
            "always open",
            null);
    List<Ways.Way> ways =
        to.isEmpty() ? List.of(forward) : List.of(code(serving, to.get()), forward, data(to.get()));
    return new Ways(
        app,
        environment,
        serving.version(),
        serving.servingSince().orElse(null),
        to.map(Deployment::version).orElse(null),
        ways);
  }

  private int newest(Deployment serving) {
    return records
        .deployments()
        .history(serving.app(), serving.environment(), 1)
        .getFirst()
        .number();
  }

  private Ways.Way code(Deployment serving, Deployment to) {
    var title = "back to " + to.version() + "'s code on today's data";
    var stands = stands(to);
    if (!stands && !isKept(to)) {
      return new Ways.Way(
          "code", title, "closed", null, null, "what was built for it is not kept any more", null);
    }
    var fit = fit(to);
    var state =
        switch (fit) {
          case SchemaFit.Fits fits -> "open";
          case SchemaFit.Unfit unfit -> "closed";
          case SchemaFit.NotMeasured unknown -> "not measured";
        };
    var takes = new Measured(operations).takes(serving, to, stands);
    return new Ways.Way(
        "code",
        title,
        state,
        takes.map(time -> "~" + Durations.human(time)).orElse(null),
        (stands ? "its instances still stand" : "started from its artefact")
            + (takes.isPresent() ? ", measured in earlier deployments" : ""),
        to.version() + ": " + fit.text(),
        null);
  }

  SchemaFit fit(Deployment to) {
    return new SchemaFits(records, machinery).of(to);
  }

  private boolean stands(Deployment to) {
    return !machinery.running().instances().running(to).isEmpty();
  }

  private boolean isKept(Deployment to) {
    return to.build()
        .map(build -> records.builds().get(build))
        .filter(
            build ->
                build.parts().values().stream()
                    .allMatch(part -> Files.isDirectory(Path.of(part.folder()))))
        .isPresent();
  }

  private Ways.Way data(Deployment to) {
    var environment = machinery.releases(records).environment(to);
    var exit = new DataExit(machinery.backups(), machinery.databases());
    var title = "code and data, to before what came after " + to.version();
    try {
      var points = exit.points(environment, to.number());
      if (points.isEmpty()) {
        return closed(title, "no restore point was made after " + to.version());
      }
      var at = points.get().getFirst().point();
      var foretold =
          points.get().stream().map(one -> exit.foretold(environment, one, STORED_WITHIN)).toList();
      var takes = foretold.stream().map(one -> one.takes()).reduce(Duration.ZERO, Duration::plus);
      var proven = foretold.stream().allMatch(one -> one.measured());
      return new Ways.Way(
          "data",
          title,
          "open",
          "~" + Durations.human(takes) + " and a backup before it",
          proven ? "measured by a drill" : "not measured: no drill has restored it yet",
          "restore point " + at.name() + " of " + at.at(),
          foretold.stream().map(one -> one.loss().text()).collect(Collectors.joining("; ")));
    } catch (ProblemException e) {
      return closed(title, e.problem().fact());
    }
  }

  private static Ways.Way closed(String title, String reason) {
    return new Ways.Way("data", title, "closed", null, null, reason, null);
  }

  static Problem unfit(String target, int to, SchemaFit.Unfit unfit) {
    return Problem.of(
        Problem.Kind.REFUSED,
        "SLIP-7662",
        target + ": v" + to + "'s code does not work on the schema as it is: " + unfit.reason(),
        "go forward, or code and data: --exit data");
  }

  static Problem unconfirmed(String target, int to, SchemaFit.NotMeasured unknown) {
    return Problem.of(
        Problem.Kind.REFUSED,
        "SLIP-7663",
        target
            + ": whether v"
            + to
            + "'s code works on the schema as it is was not measured: "
            + unknown.why(),
        "say --yes to go all the same, or --exit data");
  }

  static Problem noPoint(String target, int to) {
    return Problem.of(
        Problem.Kind.REFUSED,
        "SLIP-7664",
        target + ": no restore point was made after v" + to + ", so its data can't be brought back",
        "code only: --exit code, or restore a backup");
  }
}
