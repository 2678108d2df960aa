package dev.slipway.access.session;

import dev.slipway.access.audit.Actor;
import dev.slipway.access.audit.AuditEvent;
import dev.slipway.access.audit.AuditEvent.Outcome;
import dev.slipway.access.audit.AuditLog;
import dev.slipway.access.credentials.OpaqueSecret;
import dev.slipway.access.people.Person;
import dev.slipway.access.session.OneTimeSecrets.Purpose;
import dev.slipway.kit.Problem;

/** Signing in: by password, then by code where somebody has a second factor. */
public final class SignIn {
  private final Accounts accounts;
  private final SecondFactor secondFactor;
  private final Sessions sessions;
  private final OneTimeSecrets tickets;
  private final Throttle throttle;
  private final AuditLog audit;

  public SignIn(
      Accounts accounts,
      SecondFactor secondFactor,
      Sessions sessions,
      OneTimeSecrets tickets,
      Throttle throttle,
      AuditLog audit) {
    this.accounts = accounts;
    this.secondFactor = secondFactor;
    this.sessions = sessions;
    this.tickets = tickets;
    this.throttle = throttle;
    this.audit = audit;
  }

  /** How far signing in has come. */
  public sealed interface Progress {
    record SignedIn(Session session) implements Progress {}

    /** The password was right; the ticket goes with the code, within five minutes. */
    record CodeNeeded(OpaqueSecret ticket) implements Progress {}
  }

  public Progress withPassword(String email, String password, Visitor visitor) {
    throttle.take(Throttle.Kind.ADDRESS, visitor.address());
    throttle.take(Throttle.Kind.ACCOUNT, email);
    var person = accounts.withPassword(email, password);
    if (person.isEmpty()) {
      throw refused("password", email, visitor);
    }
    throttle.giveBack(Throttle.Kind.ADDRESS, visitor.address());
    throttle.forget(Throttle.Kind.ACCOUNT, email);
    if (secondFactor.isOn(person.get().id())) {
      return new Progress.CodeNeeded(tickets.issue(Purpose.SECOND_FACTOR, person.get().id()));
    }
    return new Progress.SignedIn(open(person.get(), "password", visitor));
  }

  public Session withCode(OpaqueSecret ticket, String code, Visitor visitor) {
    throttle.take(Throttle.Kind.ADDRESS, visitor.address());
    var person = tickets.look(Purpose.SECOND_FACTOR, ticket).flatMap(accounts::active);
    if (person.isEmpty()) {
      throw Problem.of(
              Problem.Kind.UNAUTHENTICATED,
              "SLIP-8042",
              "five minutes are over since the password was entered",
              "start again with the password")
          .exception();
    }
    throttle.take(Throttle.Kind.CODE, person.get().id());
    if (!secondFactor.accept(person.get().id(), code)
        || tickets.redeem(Purpose.SECOND_FACTOR, ticket).isEmpty()) {
      throw refused("code", person.get().email(), visitor);
    }
    throttle.giveBack(Throttle.Kind.ADDRESS, visitor.address());
    throttle.forget(Throttle.Kind.CODE, person.get().id());
    return open(person.get(), "password and code", visitor);
  }

  /** The one-time link that {@code slipway up} prints: whoever can start it owns this machine. */
  public Session withOwnerLink(OpaqueSecret link, Visitor visitor) {
    throttle.take(Throttle.Kind.ADDRESS, visitor.address());
    var subject = tickets.redeem(Purpose.OWNER_SIGN_IN, link);
    if (subject.isEmpty()) {
      throw refused("link", "local owner", visitor);
    }
    throttle.giveBack(Throttle.Kind.ADDRESS, visitor.address());
    return open(accounts.localOwner(), "one-time link", visitor);
  }

  public OpaqueSecret ownerLink() {
    return tickets.issue(Purpose.OWNER_SIGN_IN, accounts.localOwner().id());
  }

  /** For somebody whom another server has vouched for. */
  public Session vouchedFor(Person person, String voucher, Visitor visitor) {
    return open(person, voucher, visitor);
  }

  /** For somebody who has just set their password by a link. */
  public Session afterLink(Person person, Visitor visitor) {
    return open(person, "link", visitor);
  }

  private Session open(Person person, String means, Visitor visitor) {
    var session = sessions.start(person, visitor);
    audit.record(session.principal().actor(), AuditEvent.of("session.start", means), Outcome.DONE);
    return session;
  }

  /** The answer is the same for a wrong password, an unknown address and a disabled account. */
  private RuntimeException refused(String means, String claimed, Visitor visitor) {
    var name = claimed.length() > 100 ? claimed.substring(0, 100) : claimed;
    audit.record(
        Actor.anonymous(name.replace('\0', ' '), visitor.address()),
        AuditEvent.of("session.start", means),
        Outcome.DENIED);
    var fact =
        means.equals("password")
            ? "mail address or password is wrong"
            : "the " + means + " is wrong, or was used already";
    return Problem.of(
            Problem.Kind.UNAUTHENTICATED,
            "SLIP-8041",
            fact,
            "try again; an admin can send you a link to set a new password")
        .exception();
  }

  /** Who a session or token belongs to is told by its secret; this is the way out. */
  public void signOut(Session session) {
    sessions.end(session.id());
    audit.record(session.principal().actor(), AuditEvent.of("session.end", ""), Outcome.DONE);
  }
}
