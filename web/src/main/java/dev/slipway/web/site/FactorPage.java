package dev.slipway.web.site;

import dev.slipway.access.audit.AuditEvent;
import dev.slipway.access.audit.AuditEvent.Outcome;
import dev.slipway.access.people.Person;
import dev.slipway.access.people.Principal;
import dev.slipway.access.session.SecondFactor;
import dev.slipway.access.session.Session;
import dev.slipway.kit.Problem;
import dev.slipway.kit.ProblemException;
import dev.slipway.web.Frame;
import dev.slipway.web.Pages;
import dev.slipway.web.Paths;
import dev.slipway.web.view.SecondFactorView;
import dev.slipway.web.view.SecondFactorView.Off;
import dev.slipway.web.view.SecondFactorView.Offered;
import dev.slipway.web.view.SecondFactorView.On;
import dev.slipway.web.view.SecondFactorView.Paper;
import dev.slipway.web.view.SecondFactorView.Stage;
import dev.slipway.web.view.State;
import java.util.List;
import java.util.Optional;

/** The viewer's own second factor: set up, confirmed by a code, turned off by one. */
final class FactorPage {
  private static final String BEGIN = Paths.SECOND_FACTOR + "/begin";
  private static final String CONFIRM = Paths.SECOND_FACTOR + "/confirm";
  private static final String RENEW = Paths.SECOND_FACTOR + "/renew";
  private static final String OFF = Paths.SECOND_FACTOR + "/off";

  private final Rooms rooms;
  private final Pages pages;

  FactorPage(Rooms rooms, Pages pages) {
    this.rooms = rooms;
    this.pages = pages;
  }

  private SecondFactor factor() {
    return rooms.access().secondFactor();
  }

  private static boolean isOwner(Person me) {
    return me.id().equals(Principal.localOwner().personId());
  }

  Answer show(Session session, Frame frame) {
    return show(me(session), frame, Optional.empty());
  }

  private Person me(Session session) {
    return rooms.access().people().withId(session.principal().personId());
  }

  /** The answer, if the path is one of ours. */
  Optional<Answer> post(Ask ask, Session session, Frame frame) {
    return switch (ask.path()) {
      case BEGIN -> Optional.of(begin(session));
      case CONFIRM, RENEW, OFF -> Optional.of(byCode(ask, session, frame));
      default -> Optional.empty();
    };
  }

  private Answer begin(Session session) {
    var me = me(session);
    if (isOwner(me)) {
      throw Problem.of(
              Problem.Kind.REFUSED,
              "SLIP-8411",
              "the owner of this machine has no second factor here",
              "invite yourself by mail address, and give that account one")
          .exception();
    }
    if (!factor().isOn(me.id())) {
      var _ = factor().begin(me);
    }
    return Answer.goTo(Paths.SECOND_FACTOR);
  }

  private Answer byCode(Ask ask, Session session, Frame frame) {
    var me = me(session);
    var off = ask.path().equals(OFF);
    var action = off ? "second-factor.off" : "second-factor.on";
    var event = AuditEvent.of(action, me.email());
    try {
      if (off) {
        factor().turnOff(me, ask.field("code"));
        rooms.access().audit().record(session.principal().actor(), event, Outcome.DONE);
        return Answer.goTo(Paths.SETTINGS);
      }
      var codes = factor().confirm(me, ask.field("code"));
      if (ask.path().equals(CONFIRM)) {
        endOthers(session);
      }
      rooms.access().audit().record(session.principal().actor(), event, Outcome.DONE);
      return page(200, frame, State.ok("on"), new Paper(codes, Paths.SETTINGS), Optional.empty());
    } catch (ProblemException e) {
      rooms.access().audit().record(session.principal().actor(), event, Outcome.FAILED);
      return show(me, frame, Optional.of(e.problem()));
    }
  }

  /** Browsers that came in with the password alone have to come in again. */
  private void endOthers(Session session) {
    rooms.access().sessions().of(session.principal().personId()).stream()
        .filter(other -> !other.id().equals(session.id()))
        .forEach(other -> rooms.access().sessions().end(other.id()));
  }

  private Answer show(Person me, Frame frame, Optional<Problem> problem) {
    var status = problem.map(one -> one.kind().httpStatus()).orElse(200);
    if (factor().isOn(me.id())) {
      var on = new On(factor().left(me.id()), RENEW, OFF);
      return page(status, frame, State.ok("on"), on, problem);
    }
    return factor()
        .offered(me)
        .map(
            offer -> {
              var stage = new Offered(offer.link(), grouped(offer.typed()), CONFIRM, BEGIN);
              return page(status, frame, State.waiting("not confirmed yet"), stage, problem);
            })
        .orElseGet(() -> page(status, frame, State.none("off"), off(me), problem));
  }

  private static Stage off(Person me) {
    return isOwner(me)
        ? new Off(
            Optional.empty(),
            "You sign in by a link that is printed on the machine itself, so there is no password"
                + " to add a second factor to.")
        : new Off(
            Optional.of(BEGIN),
            "Besides the password, signing in asks for a code that an app on your phone shows for"
                + " half a minute.");
  }

  private Answer page(
      int status, Frame frame, State state, Stage stage, Optional<Problem> problem) {
    var text = problem.map(one -> one.fact() + ": " + one.hint());
    return Answer.page(status, pages.secondFactor(frame, new SecondFactorView(state, stage, text)));
  }

  private static String grouped(String typed) {
    return String.join(" ", List.of(typed.split("(?<=\\G.{4})")));
  }
}
