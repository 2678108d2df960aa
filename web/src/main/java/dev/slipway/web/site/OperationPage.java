package dev.slipway.web.site;

import dev.slipway.access.people.Permission;
import dev.slipway.access.people.Principal;
import dev.slipway.protocol.operation.OperationDetail;
import dev.slipway.protocol.operation.OperationState;
import dev.slipway.protocol.operation.OperationSummary;
import dev.slipway.web.Pages;
import dev.slipway.web.Paths;
import dev.slipway.web.view.Action;
import dev.slipway.web.view.Fact;
import dev.slipway.web.view.OperationView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Fills the page of one operation, whatever it is. */
final class OperationPage {
  private final Rooms rooms;
  private final Pages pages;
  private final Steps steps;

  OperationPage(Rooms rooms, Pages pages) {
    this.rooms = rooms;
    this.pages = pages;
    this.steps = new Steps(rooms, pages);
  }

  OperationView fill(Principal viewer, OperationDetail operation) {
    var path = Paths.OPERATIONS + "/" + operation.summary().number();
    var over = operation.summary().state().hasEnded();
    var live = over ? Optional.<String>empty() : Optional.of(path + "/events");
    return new OperationView(
        head(operation, live), steps.of(operation), actions(viewer, operation.summary(), path));
  }

  private OperationView.Head head(OperationDetail operation, Optional<String> live) {
    var summary = operation.summary();
    var facts = new ArrayList<Fact>();
    facts.add(new Fact("On", summary.target()));
    facts.add(new Fact("By", summary.request().who()));
    facts.add(new Fact("From", summary.request().from()));
    if (!summary.request().why().isEmpty()) {
      facts.add(new Fact("Why", summary.request().why()));
    }
    operation.waitsFor().ifPresent(signal -> facts.add(new Fact("Waits for", signal)));
    var took = Words.took(summary.beganAt(), summary.endedAt(), rooms.clock().instant());
    var sentence =
        summary.outcome().isEmpty() ? (took.isEmpty() ? "" : took + " so far") : summary.outcome();
    return new OperationView.Head(
        summary.number(),
        summary.title(),
        Words.of(summary.state()),
        sentence,
        summary.requestedAt(),
        facts,
        live);
  }

  private List<Action> actions(Principal viewer, OperationSummary one, String path) {
    var app = HomePage.app(one.target());
    var environment = HomePage.environment(one.target());
    var actions = new ArrayList<Action>();
    if (!one.state().hasEnded() && rooms.may(viewer, Permission.DEPLOY, app, environment)) {
      actions.add(
          Action.dangerous(
              "Cancel",
              path + "/cancel",
              "Cancel “" + one.title() + "”? What it has done so far is undone."));
    }
    if (one.state() == OperationState.NEEDS_ATTENTION
        && rooms.may(viewer, Permission.MAINTAIN, app, environment)) {
      actions.add(Action.main("Undo again", path + "/undo-again"));
      actions.add(
          Action.dangerous(
              "Accept as it is",
              path + "/accept",
              "Accept? What could not be undone stays as it is, and the target is free again."));
    }
    return actions;
  }

  Answer.Live live(long number) {
    return steps.live(
        number, detail -> List.of(pages.operationHead(head(detail, Optional.<String>empty()))));
  }
}
