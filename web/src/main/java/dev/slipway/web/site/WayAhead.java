package dev.slipway.web.site;

import dev.slipway.access.people.Permission;
import dev.slipway.access.people.Principal;
import dev.slipway.catalog.Deployment;
import dev.slipway.delivery.criteria.Criterion;
import dev.slipway.delivery.deploy.PromotionDesk;
import dev.slipway.web.Paths;
import dev.slipway.web.view.Action;
import dev.slipway.web.view.PipelineView;
import dev.slipway.web.view.State;
import java.util.List;
import java.util.Optional;

/** Where a release may go next, and what is asked of it there. */
record WayAhead(Rooms rooms) {
  List<PipelineView.Next> of(Principal viewer, Deployment serving) {
    return rooms.plant().next(serving).stream()
        .filter(name -> rooms.may(viewer, Permission.VIEW, serving.app(), name))
        .flatMap(name -> next(viewer, serving, name).stream())
        .toList();
  }

  private Optional<PipelineView.Next> next(Principal viewer, Deployment serving, String name) {
    var wish = new PromotionDesk.Wish(serving.app(), serving.environment(), name, Optional.empty());
    return rooms.plant().outlook(wish).map(outlook -> next(viewer, serving, name, outlook));
  }

  private PipelineView.Next next(
      Principal viewer, Deployment serving, String name, PromotionDesk.Outlook outlook) {
    if (outlook.isThere()) {
      return new PipelineView.Next(
          name,
          State.ok(outlook.serving().orElseThrow().version() + " there is this release"),
          List.of(),
          Optional.empty(),
          Optional.empty());
    }
    var may = rooms.may(viewer, Permission.DEPLOY, serving.app(), name);
    var path = Paths.environment(serving.app(), name) + "/promote/" + serving.environment();
    return new PipelineView.Next(
        name,
        outlook.isRefused() ? State.caution("held back") : State.ok("ready"),
        outlook.criteria().stream().map(WayAhead::criterion).toList(),
        may && !outlook.isRefused()
            ? Optional.of(Action.main("Promote " + serving.version() + " to " + name, path))
            : Optional.empty(),
        may && outlook.isRefused() ? Optional.of(path) : Optional.empty());
  }

  private static PipelineView.Criterion criterion(Criterion one) {
    var word = one.standing().word();
    var state =
        switch (one.standing()) {
          case MET -> State.ok(word);
          case CAUTION, SKIPPED -> State.caution(word);
          case NOT_MET, UNMEASURED -> State.failed(word);
          case PENDING -> State.waiting(word);
        };
    return new PipelineView.Criterion(
        state, one.name() + (one.asks().isEmpty() ? "" : ": " + one.asks()), one.evidence());
  }
}
