package dev.slipway.web.site;

import dev.slipway.access.people.Permission;
import dev.slipway.access.people.Principal;
import dev.slipway.operations.journal.Filter;
import dev.slipway.protocol.operation.OperationSummary;
import dev.slipway.web.Paths;
import dev.slipway.web.view.Action;
import dev.slipway.web.view.OperationsView;
import java.util.Optional;

/** Fills the list of operations with those whose target the viewer may see. */
final class OperationsPage {
  private static final int ROWS = 100;

  private final Rooms rooms;

  OperationsPage(Rooms rooms) {
    this.rooms = rooms;
  }

  OperationsView fill(Principal viewer, Optional<Long> before, Optional<String> live) {
    var newest = Filter.newest(ROWS);
    var page = rooms.operations().list(before.map(newest::before).orElse(newest));
    var rows =
        page.operations().stream()
            .filter(one -> may(viewer, Permission.VIEW, one))
            .map(one -> row(viewer, one))
            .toList();
    return new OperationsView(
        rows, page.before().map(number -> Paths.OPERATIONS + "?before=" + number), live);
  }

  boolean may(Principal viewer, Permission permission, OperationSummary one) {
    var app = HomePage.app(one.target());
    var environment = HomePage.environment(one.target());
    return rooms.access().authoriser().may(viewer, permission, app, environment);
  }

  private OperationsView.Row row(Principal viewer, OperationSummary one) {
    var path = Paths.OPERATIONS + "/" + one.number();
    var cancel =
        one.state().hasEnded() || !may(viewer, Permission.DEPLOY, one)
            ? Optional.<Action>empty()
            : Optional.of(
                Action.dangerous(
                    "Cancel",
                    path + "/cancel",
                    "Cancel “" + one.title() + "”? What it has done so far is undone."));
    return new OperationsView.Row(
        Long.toString(one.number()),
        path,
        Words.of(one.state()),
        one.title(),
        one.target(),
        one.request().who(),
        one.requestedAt(),
        Words.took(one.beganAt(), one.endedAt(), rooms.clock().instant()),
        cancel);
  }
}
