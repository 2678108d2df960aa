package dev.slipway.web.site;

import dev.slipway.catalog.Deployment;
import dev.slipway.protocol.operation.OperationDetail;
import dev.slipway.protocol.operation.OperationEvent;
import dev.slipway.protocol.operation.StepRecord;
import dev.slipway.web.Pages;
import dev.slipway.web.Paths;
import dev.slipway.web.view.Action;
import dev.slipway.web.view.DeploymentView;
import dev.slipway.web.view.DeploymentView.Detail;
import dev.slipway.web.view.DeploymentView.Head;
import dev.slipway.web.view.DeploymentView.Step;
import dev.slipway.web.view.DeploymentView.Steps;
import dev.slipway.web.view.EnvironmentView;
import dev.slipway.web.view.Fact;
import dev.slipway.web.view.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Fills the page of a deployment from its operation, live while it runs, and its environment's. */
final class DeploymentPage {
  private static final int HISTORY = 50;
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(15);

  private final Rooms rooms;
  private final Pages pages;

  DeploymentPage(Rooms rooms, Pages pages) {
    this.rooms = rooms;
    this.pages = pages;
  }

  DeploymentView fill(Deployment deployment) {
    var path = Paths.deployment(deployment.app(), deployment.environment(), deployment.version());
    if (deployment.operation().isEmpty()) {
      var state = Words.of(deployment.state());
      var head = head(deployment, state, "not begun yet", Optional.empty());
      return new DeploymentView(
          head, new Steps(List.of(), List.of()), Optional.empty(), Optional.empty(), List.of());
    }
    var operation = rooms.operations().show(deployment.operation().get());
    var over = operation.summary().state().hasEnded();
    var actions =
        over
            ? List.<Action>of()
            : List.of(
                Action.dangerous(
                    "Cancel",
                    path + "/cancel",
                    "Cancel " + deployment.version() + "? What it has done so far is undone."));
    return new DeploymentView(
        head(deployment, operation, over ? Optional.empty() : Optional.of(path + "/events")),
        new Steps(steps(operation), actions),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  private Head head(Deployment deployment, OperationDetail operation, Optional<String> live) {
    var summary = operation.summary();
    var took = Words.took(summary.beganAt(), summary.endedAt(), rooms.clock().instant());
    var done = operation.steps().stream().filter(step -> step.endedAt().isPresent()).count();
    var sentence =
        summary.state().hasEnded()
            ? summary.outcome()
            : done + " of " + operation.steps().size() + " steps, " + took + " so far";
    return head(deployment, Words.of(summary.state()), sentence, live);
  }

  private static Head head(
      Deployment deployment, State state, String sentence, Optional<String> live) {
    return new Head(
        deployment.app(),
        deployment.environment(),
        deployment.version(),
        state,
        sentence,
        deployment.asked().at(),
        List.of(
            new Fact("What", deployment.title()),
            new Fact("Kind", deployment.kind().name().toLowerCase(Locale.ROOT)),
            new Fact("By", deployment.asked().by()),
            new Fact("Build", deployment.build().orElse("not built yet"))),
        live);
  }

  private List<Step> steps(OperationDetail operation) {
    return operation.steps().stream().map(this::step).toList();
  }

  private Step step(StepRecord step) {
    var figures = new ArrayList<Fact>();
    step.beganAt().ifPresent(at -> figures.add(new Fact("Began", at.toString())));
    if (step.attempt() > 1) {
      figures.add(new Fact("Tries", Integer.toString(step.attempt())));
    }
    if (!step.cannotUndo().isEmpty()) {
      figures.add(new Fact("Stays when undone", step.cannotUndo()));
    }
    var note = step.problem().map(problem -> problem.fact()).orElse(step.summary());
    var log =
        step.problem().map(problem -> problem.text().lines().toList()).orElse(List.<String>of());
    return new Step(
        step.name().replaceAll("[^A-Za-z0-9]+", "-").toLowerCase(Locale.ROOT),
        step.name(),
        Words.of(step.state()),
        note,
        Words.took(step.beganAt(), step.endedAt(), rooms.clock().instant()),
        step.beganAt().isEmpty() ? Detail.NONE : new Detail(figures, log));
  }

  /** Follows the operation: each batch of events sends the steps it touched, and the head. */
  Answer.Live live(Deployment deployment, long operation) {
    return new Answer.Live() {
      private long after;
      private boolean over;

      @Override
      public Optional<String> next() throws InterruptedException {
        if (over) {
          return Optional.empty();
        }
        var events = rooms.operations().awaitEvents(operation, after, KEEP_ALIVE);
        if (events.isEmpty()) {
          return Optional.of(": still here\n\n");
        }
        after = events.getLast().number();
        var detail = rooms.operations().show(operation);
        var touched = events.stream().map(OperationEvent::step).collect(Collectors.toSet());
        var text = new StringBuilder();
        for (var step : detail.steps()) {
          if (touched.contains(step.name())) {
            text.append(event("part", pages.step(step(step))));
          }
        }
        text.append(
            event("part", pages.deploymentHead(head(deployment, detail, Optional.empty()))));
        if (detail.summary().state().hasEnded()) {
          over = true;
          text.append(event("over", "yes"));
        }
        return Optional.of(text.toString());
      }
    };
  }

  private static String event(String name, String data) {
    return "event: "
        + name
        + "\n"
        + data.strip().lines().map(line -> "data: " + line + "\n").collect(Collectors.joining())
        + "\n";
  }

  EnvironmentView environment(String app, String environment) {
    var history = rooms.deployments().history(app, environment, HISTORY);
    var serving = rooms.deployments().serving(app, environment);
    var shares =
        serving.stream()
            .map(
                one ->
                    new EnvironmentView.Share(
                        one.version(), Paths.deployment(app, environment, one.version()), 100, 100))
            .toList();
    return new EnvironmentView(
        new EnvironmentView.Place(
            app,
            environment,
            serving.isPresent() ? State.ok("serving") : State.none("nothing serves"),
            List.of(),
            List.of(),
            List.of()),
        new EnvironmentView.Traffic(shares, List.of()),
        List.of(),
        new EnvironmentView.Settings(List.of(), List.of(), Optional.empty()),
        history.stream().map(DeploymentPage::past).toList());
  }

  private static EnvironmentView.Past past(Deployment one) {
    return new EnvironmentView.Past(
        one.version(),
        Paths.deployment(one.app(), one.environment(), one.version()),
        Words.of(one.state()),
        one.title(),
        one.asked().by(),
        one.asked().at());
  }
}
