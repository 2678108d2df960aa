package dev.slipway.web.site;

import dev.slipway.access.people.Permission;
import dev.slipway.access.people.Principal;
import dev.slipway.catalog.Deployment;
import dev.slipway.protocol.rollback.Ways;
import dev.slipway.web.Paths;
import dev.slipway.web.view.Action;
import dev.slipway.web.view.DeploymentView.Exit;
import dev.slipway.web.view.State;
import java.util.List;
import java.util.Optional;

/** The ways back from what serves, each with its cost, and the button for who may go it. */
final class WaysTable {
  private static final String DATA = "data";
  private static final String FORWARD = "forward";

  private final Rooms rooms;

  WaysTable(Rooms rooms) {
    this.rooms = rooms;
  }

  /** Only where the deployment serves: from elsewhere there is nothing to go back from. */
  List<Exit> fill(Principal viewer, Deployment deployment) {
    if (deployment.state() != Deployment.State.SERVING) {
      return List.of();
    }
    return rooms.plant().ways(deployment.app(), deployment.environment()).stream()
        .flatMap(ways -> ways.ways().stream().map(way -> exit(viewer, ways, way)))
        .toList();
  }

  private Exit exit(Principal viewer, Ways ways, Ways.Way way) {
    var takes = way.takes() == null ? "not measured" : way.takes();
    var basis = way.basis() == null ? "" : " (" + way.basis() + ")";
    return new Exit(
        way.title(),
        state(way),
        takes,
        way.reason() + (way.loses() == null ? "" : "; loses " + way.loses()) + basis,
        action(viewer, ways, way),
        accepted(way));
  }

  private static State state(Ways.Way way) {
    return switch (way.state()) {
      case "open" -> way.loses() == null ? State.ok("open") : State.caution("open");
      case "closed" -> State.failed("closed");
      default -> State.caution(way.state());
    };
  }

  private Optional<Action> action(Principal viewer, Ways ways, Ways.Way way) {
    var permission = way.exit().equals(DATA) ? Permission.RESTORE : Permission.ROLL_BACK;
    if (way.isClosed()
        || way.exit().equals(FORWARD)
        || ways.to() == null
        || !rooms.may(viewer, permission, ways.app(), ways.environment())) {
      return Optional.empty();
    }
    var path = Paths.environment(ways.app(), ways.environment()) + "/rollback/" + way.exit();
    var question =
        way.exit().equals(DATA)
            ? "Go back to " + ways.to() + " and to its data? What was written since is lost."
            : "Go back to " + ways.to() + "'s code?";
    return Optional.of(Action.dangerous("Go back to " + ways.to(), path, question));
  }

  /** What is lost, or was not measured, is ticked by whoever goes there all the same. */
  private static Optional<String> accepted(Ways.Way way) {
    if (way.exit().equals(DATA)) {
      return Optional.of(
          "I have read that this loses " + (way.loses() == null ? "data" : way.loses()));
    }
    return way.state().equals("open")
        ? Optional.empty()
        : Optional.of("I have read that this was not measured");
  }
}
