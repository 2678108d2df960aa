package dev.slipway.web.site;

import dev.slipway.access.credentials.OpaqueSecret;
import dev.slipway.access.people.Person;
import dev.slipway.access.session.Session;
import dev.slipway.access.session.SignIn.Progress;
import dev.slipway.access.signon.Voucher;
import dev.slipway.kit.Ids;
import dev.slipway.kit.Problem;
import dev.slipway.kit.ProblemException;
import dev.slipway.web.Frame;
import dev.slipway.web.Pages;
import dev.slipway.web.Paths;
import dev.slipway.web.view.Link;
import dev.slipway.web.view.NewPasswordView;
import dev.slipway.web.view.NewPasswordView.Occasion;
import dev.slipway.web.view.SignInView;
import dev.slipway.web.view.SignInView.Stage;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.function.Function;

/** The pages that are open to everybody: signing in, first set-up, invitations. */
final class Doors {
  private static final String DOOR_KEY = "door";
  private static final String TICKET = "ticket";

  private final Rooms rooms;
  private final Pages pages;
  private final SignOnDoor vouched;

  Doors(Rooms rooms, Pages pages) {
    this.rooms = rooms;
    this.pages = pages;
    this.vouched = new SignOnDoor(rooms, this);
  }

  /** The answer, if the path is one of ours. */
  Optional<Answer> answer(Ask ask) {
    return switch (ask.path()) {
      case Paths.SIGN_IN -> Optional.of(ask.posts() ? tryIn(ask) : signIn(ask));
      case Paths.SIGN_ON -> Optional.of(vouched.start(ask));
      case Voucher.CALLBACK -> Optional.of(vouched.finish(ask));
      case Paths.SET_UP -> Optional.of(ask.posts() ? setUp(ask) : door(ask, Occasion.SET_UP));
      case Paths.INVITATION ->
          Optional.of(ask.posts() ? accept(ask) : door(ask, Occasion.INVITATION));
      default -> Optional.empty();
    };
  }

  private Answer signIn(Ask ask) {
    var link = ask.query("link");
    if (!link.isEmpty()) {
      // A link that signs in changes something by being followed; it works once, and we made it.
      var session =
          rooms.access().signIn().withOwnerLink(new OpaqueSecret(link), ask.origin().visitor());
      return in(ask, session, ask.query("next"));
    }
    return show(ask, Stage.PASSWORD, Optional.empty());
  }

  /** The sign-in page, saying why it did not work. */
  Answer again(Ask ask, Problem problem) {
    return show(ask, Stage.PASSWORD, Optional.of(problem));
  }

  private Answer show(Ask ask, Stage stage, Optional<Problem> problem) {
    var next = own(ask.posts() ? ask.field("next") : ask.query("next"));
    var text = problem.map(one -> one.fact() + ": " + one.hint());
    var signOn =
        stage == Stage.PASSWORD
            ? rooms.access().voucher().title().map(title -> SignOnDoor.link(title, next))
            : Optional.<Link>empty();
    var view = new SignInView(stage, text, ask.field("email"), signOn, next);
    return framed(ask, problem, frame -> pages.signIn(frame, view));
  }

  private Answer framed(Ask ask, Optional<Problem> problem, Function<Frame, String> page) {
    var known = ask.cookies().getOrDefault(DOOR_KEY, "");
    var key = known.isEmpty() ? Ids.secret(32) : known;
    var frame = Frame.signedOut(ask.cookies().getOrDefault("theme", ""), key);
    var status = problem.map(one -> one.kind().httpStatus()).orElse(200);
    return Answer.page(status, page.apply(frame)).with(Cookies.strict(ask, DOOR_KEY, key));
  }

  /** Nobody signs a visitor in to an account of theirs: the form was shown by us, to them. */
  private static void demandOurForm(Ask ask) {
    var cookie = ask.cookies().getOrDefault(DOOR_KEY, "");
    if (cookie.isEmpty() || !same(cookie, ask.field("_form"))) {
      throw forged();
    }
  }

  static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  static ProblemException forged() {
    return Problem.of(
            Problem.Kind.REFUSED,
            "SLIP-8401",
            "the form was not one of this page, or is too old",
            "go back, load the page again, and send it once more")
        .exception();
  }

  private Answer tryIn(Ask ask) {
    demandOurForm(ask);
    var signIn = rooms.access().signIn();
    var visitor = ask.origin().visitor();
    var code = ask.field("code");
    try {
      if (!code.isEmpty()) {
        var ticket = new OpaqueSecret(ask.cookies().getOrDefault(TICKET, ""));
        return in(ask, signIn.withCode(ticket, code, visitor), ask.field("next"));
      }
      return switch (signIn.withPassword(ask.field("email"), ask.field("password"), visitor)) {
        case Progress.SignedIn done -> in(ask, done.session(), ask.field("next"));
        case Progress.CodeNeeded needed ->
            show(ask, Stage.CODE, Optional.empty())
                .with(Cookies.strict(ask, TICKET, needed.ticket().text()));
      };
    } catch (ProblemException e) {
      // Five minutes after the password it has to be given again.
      var stage =
          code.isEmpty() || e.problem().code().equals("SLIP-8042") ? Stage.PASSWORD : Stage.CODE;
      return show(ask, stage, Optional.of(e.problem()));
    }
  }

  Answer in(Ask ask, Session session, String next) {
    var secret = session.fresh().orElseThrow().text();
    return Answer.goTo(own(next))
        .with(Cookies.session(ask, secret))
        .with(Cookies.gone(ask, TICKET))
        .with(Cookies.gone(ask, DOOR_KEY));
  }

  /** Only paths of our own: a link can't send people elsewhere after signing in. */
  static String own(String next) {
    var safe = next.startsWith("/") && !next.startsWith("//") && !next.contains("\\");
    return safe && next.chars().noneMatch(Character::isISOControl) ? next : Paths.HOME;
  }

  private Answer door(Ask ask, Occasion occasion) {
    return password(ask, occasion, ask.query("secret"), Optional.empty());
  }

  private Answer password(Ask ask, Occasion occasion, String secret, Optional<Problem> problem) {
    var person =
        occasion == Occasion.INVITATION
            ? rooms.access().accounts().invited(new OpaqueSecret(secret))
            : Optional.<Person>empty();
    var view =
        new NewPasswordView(
            occasion,
            secret,
            person.map(one -> one.name()).orElse(ask.field("name")),
            person.map(one -> one.email()).orElse(ask.field("email")),
            problem.map(one -> one.fact() + ": " + one.hint()));
    return framed(ask, problem, frame -> pages.newPassword(frame, view));
  }

  private Answer setUp(Ask ask) {
    demandOurForm(ask);
    try {
      var person =
          rooms
              .access()
              .accounts()
              .setUp(
                  new OpaqueSecret(ask.field("secret")),
                  ask.field("email"),
                  ask.field("name"),
                  ask.field("password"));
      return in(ask, rooms.access().signIn().afterLink(person, ask.origin().visitor()), "/");
    } catch (ProblemException e) {
      return password(ask, Occasion.SET_UP, ask.field("secret"), Optional.of(e.problem()));
    }
  }

  private Answer accept(Ask ask) {
    demandOurForm(ask);
    try {
      var secret = new OpaqueSecret(ask.field("secret"));
      var person = rooms.access().accounts().accept(secret, ask.field("password"));
      // A link in a mailbox is one factor: whoever has a second one is asked for it.
      return rooms.access().secondFactor().isOn(person.id())
          ? Answer.goTo(Paths.SIGN_IN)
          : in(ask, rooms.access().signIn().afterLink(person, ask.origin().visitor()), "/");
    } catch (ProblemException e) {
      return password(ask, Occasion.INVITATION, ask.field("secret"), Optional.of(e.problem()));
    }
  }
}
