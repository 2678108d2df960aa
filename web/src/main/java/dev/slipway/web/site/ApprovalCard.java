package dev.slipway.web.site;

import dev.slipway.access.people.Approver;
import dev.slipway.access.people.Principal;
import dev.slipway.catalog.Deployment;
import dev.slipway.delivery.approval.Approvals;
import dev.slipway.delivery.approval.Consent;
import dev.slipway.web.Paths;
import dev.slipway.web.view.DeploymentView.Approval;
import dev.slipway.web.view.DeploymentView.Decision;
import dev.slipway.web.view.DeploymentView.Voice;
import dev.slipway.web.view.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a waiting deployment's page says of who must agree, and whether the viewer may. */
final class ApprovalCard {
  private final Rooms rooms;

  ApprovalCard(Rooms rooms) {
    this.rooms = rooms;
  }

  Optional<Approval> fill(Principal viewer, Deployment deployment) {
    return rooms
        .plant()
        .waiting(deployment.app(), deployment.environment())
        .filter(waiting -> waiting.number() == deployment.number())
        .map(waiting -> card(viewer, deployment, waiting));
  }

  private Approval card(Principal viewer, Deployment deployment, Approvals.Waiting waiting) {
    var voices = new ArrayList<Voice>();
    waiting.said().forEach(said -> voices.add(voice(said)));
    waiting
        .missing()
        .forEach(role -> voices.add(new Voice(role, State.waiting("has not answered"), "")));
    var path = Paths.deployment(deployment.app(), deployment.environment(), deployment.version());
    var decision =
        rooms.access().approver().may(viewer, wanted(deployment, waiting))
            ? Optional.of(
                new Decision(path + "/approve", path + "/reject", waiting.need().shortHash()))
            : Optional.<Decision>empty();
    return new Approval(
        State.waiting("waits: " + String.join("; ", waiting.need().reasons())), voices, decision);
  }

  static Approver.Wanted wanted(Deployment deployment, Approvals.Waiting waiting) {
    var missing = waiting.missing().stream().filter(waiting.need().roles()::contains).toList();
    return new Approver.Wanted(
        deployment.app(),
        deployment.environment(),
        deployment.version(),
        missing.isEmpty() ? List.copyOf(waiting.need().roles()) : missing);
  }

  private static Voice voice(Consent said) {
    var roles = said.roles().isEmpty() ? said.who() : String.join(", ", said.roles());
    return new Voice(
        roles,
        said.approves() ? State.ok("approved") : State.failed("rejected"),
        said.roles().isEmpty() ? said.note() : said.who() + " " + said.note());
  }
}
