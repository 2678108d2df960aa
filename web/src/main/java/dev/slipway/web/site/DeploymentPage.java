package dev.slipway.web.site;

import dev.slipway.access.people.Permission;
import dev.slipway.access.people.Principal;
import dev.slipway.catalog.Deployment;
import dev.slipway.protocol.operation.OperationDetail;
import dev.slipway.protocol.operation.OperationState;
import dev.slipway.web.Pages;
import dev.slipway.web.Paths;
import dev.slipway.web.view.Action;
import dev.slipway.web.view.DeploymentView;
import dev.slipway.web.view.DeploymentView.Head;
import dev.slipway.web.view.Fact;
import dev.slipway.web.view.State;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Fills the page of a deployment from its operation, live while it runs. */
final class DeploymentPage {
  private final Rooms rooms;
  private final Pages pages;
  private final Steps steps;
  private final ApprovalCard approvals;
  private final WaysTable ways;

  DeploymentPage(Rooms rooms, Pages pages) {
    this.rooms = rooms;
    this.pages = pages;
    this.steps = new Steps(rooms, pages);
    this.approvals = new ApprovalCard(rooms);
    this.ways = new WaysTable(rooms);
  }

  DeploymentView fill(Principal viewer, Deployment deployment) {
    var path = Paths.deployment(deployment.app(), deployment.environment(), deployment.version());
    if (deployment.operation().isEmpty()) {
      var state = Words.of(deployment.state());
      var head = head(deployment, state, "not begun yet", Optional.empty());
      return new DeploymentView(
          head,
          new DeploymentView.Steps(List.of(), List.of()),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of());
    }
    var operation = rooms.operations().show(deployment.operation().get());
    var over = operation.summary().state().hasEnded();
    var may = rooms.may(viewer, Permission.DEPLOY, deployment.app(), deployment.environment());
    var actions =
        over || !may
            ? List.<Action>of()
            : List.of(
                Action.dangerous(
                    "Cancel",
                    path + "/cancel",
                    "Cancel " + deployment.version() + "? What it has done so far is undone."));
    var record = rooms.deployments().recordOf(deployment);
    return new DeploymentView(
        head(deployment, operation, over ? Optional.empty() : Optional.of(path + "/events")),
        new DeploymentView.Steps(steps.of(operation), actions),
        DeploymentCommits.of(record),
        DeploymentPlan.of(record),
        approvals.fill(viewer, deployment),
        ways.fill(viewer, deployment));
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

  Answer.Live live(Principal viewer, String formKey, Deployment deployment, long operation) {
    return steps.live(
        operation,
        detail ->
            List.of(
                pages.deploymentHead(head(deployment, detail, Optional.<String>empty())),
                pages.approval(formKey, waits(viewer, deployment, detail))));
  }

  /** Many may follow one deployment: only one that waits is asked what it waits for. */
  private Optional<DeploymentView.Approval> waits(
      Principal viewer, Deployment deployment, OperationDetail detail) {
    return detail.summary().state() == OperationState.WAITING
        ? approvals.fill(viewer, deployment)
        : Optional.empty();
  }
}
