package dev.slipway.web.site;

import dev.slipway.access.audit.AuditEvent;
import dev.slipway.access.audit.AuditEvent.Outcome;
import dev.slipway.access.people.Permission;
import dev.slipway.access.people.Person;
import dev.slipway.access.session.Session;
import dev.slipway.access.signon.Voucher;
import dev.slipway.kit.Problem;
import dev.slipway.kit.ProblemException;
import dev.slipway.web.Frame;
import dev.slipway.web.Pages;
import dev.slipway.web.Paths;
import dev.slipway.web.view.Action;
import dev.slipway.web.view.SignOnView;
import dev.slipway.web.view.State;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The server that vouches for people: set, changed and taken away by who may administer. */
final class VoucherPage {
  private static final String REMOVE = Paths.SIGN_ON_SETTINGS + "/remove";

  private final Rooms rooms;
  private final Pages pages;

  VoucherPage(Rooms rooms, Pages pages) {
    this.rooms = rooms;
    this.pages = pages;
  }

  private Voucher voucher() {
    return rooms.access().voucher();
  }

  Answer show(Ask ask, Session session, Frame frame) {
    demand(session, AuditEvent.of("sign-on.read", ""));
    var known = voucher().find();
    return page(ask, frame, known.map(VoucherPage::wish), Optional.empty());
  }

  private static Voucher.Wish wish(Voucher.Known known) {
    var settings = known.settings();
    return new Voucher.Wish(
        known.title(),
        settings.issuer().toString(),
        settings.client().id(),
        "",
        known.address(),
        String.join(" ", settings.admittedDomains().stream().sorted().toList()));
  }

  /** The answer, if the path is one of ours. */
  Optional<Answer> post(Ask ask, Session session, Frame frame) {
    return switch (ask.path()) {
      case Paths.SIGN_ON_SETTINGS -> Optional.of(set(ask, session, frame));
      case REMOVE -> Optional.of(remove(session));
      default -> Optional.empty();
    };
  }

  private Answer set(Ask ask, Session session, Frame frame) {
    var wish =
        new Voucher.Wish(
            ask.field("title"),
            ask.field("issuer"),
            ask.field("client"),
            ask.field("secret"),
            ask.field("address"),
            ask.field("domains"));
    var event =
        AuditEvent.of("sign-on.change", wish.title())
            .changing(
                voucher().find().map(VoucherPage::wish).map(VoucherPage::said).orElse(Map.of()),
                said(wish));
    demand(session, event);
    try {
      voucher().set(wish);
    } catch (ProblemException e) {
      return page(ask, frame, Optional.of(wish), Optional.of(e.problem()));
    }
    rooms.access().audit().record(session.principal().actor(), event, Outcome.DONE);
    return Answer.goTo(Paths.SIGN_ON_SETTINGS);
  }

  /** For the audit log: everything but the secret, of which only that it changed. */
  private static Map<String, String> said(Voucher.Wish wish) {
    return Map.of(
        "issuer", wish.issuer(),
        "client", wish.client(),
        "secret", wish.secret().isEmpty() ? "as it was" : "••••",
        "address", wish.address(),
        "domains", wish.domains());
  }

  private Answer remove(Session session) {
    var event = AuditEvent.of("sign-on.remove", voucher().title().orElse(""));
    demand(session, event);
    voucher().remove();
    rooms.access().audit().record(session.principal().actor(), event, Outcome.DONE);
    return Answer.goTo(Paths.SIGN_ON_SETTINGS);
  }

  private Answer page(
      Ask ask, Frame frame, Optional<Voucher.Wish> shown, Optional<Problem> problem) {
    var kept = voucher().title();
    var address = ask.origin().address();
    var wish = shown.orElse(new Voucher.Wish("", "", "", "", address, ""));
    var form =
        new SignOnView.Form(
            Paths.SIGN_ON_SETTINGS,
            wish.title(),
            wish.issuer(),
            wish.client(),
            kept.isPresent() ? SignOnView.Secret.KEPT : SignOnView.Secret.MISSING,
            wish.address(),
            wish.domains());
    var view =
        new SignOnView(
            kept.isPresent() ? State.ok("on") : State.none("off"),
            form,
            wish.address() + Voucher.CALLBACK,
            tied(),
            kept.map(
                title ->
                    Action.dangerous(
                        "Take away",
                        REMOVE,
                        "Take " + title + " away? Who has no password can't sign in any more.")),
            problem.map(one -> one.fact() + ": " + one.hint()));
    var status = problem.map(one -> one.kind().httpStatus()).orElse(200);
    return Answer.page(status, pages.signOn(frame, view));
  }

  private List<String> tied() {
    var ids = voucher().tied();
    return rooms.access().people().all().stream()
        .filter(person -> ids.contains(person.id()))
        .map(VoucherPage::said)
        .toList();
  }

  private static String said(Person person) {
    return person.name() + " " + person.email();
  }

  private void demand(Session session, AuditEvent event) {
    rooms.access().authoriser().demand(session.principal(), Permission.ADMINISTER, event);
  }
}
