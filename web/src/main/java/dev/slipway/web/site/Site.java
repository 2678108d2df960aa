package dev.slipway.web.site;

import dev.slipway.access.audit.AuditEvent;
import dev.slipway.access.credentials.OpaqueSecret;
import dev.slipway.access.people.Permission;
import dev.slipway.access.session.Session;
import dev.slipway.kit.Problem;
import dev.slipway.kit.ProblemException;
import dev.slipway.web.Assets;
import dev.slipway.web.Frame;
import dev.slipway.web.Pages;
import dev.slipway.web.Paths;
import dev.slipway.web.view.ErrorView;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Answers every request of a browser: who asks, may they, and the page or the change. */
public final class Site {
  private static final Pattern OPERATION =
      Pattern.compile(Paths.OPERATIONS + "/(\\d{1,18})(/events)?");

  private final Rooms rooms;
  private final Pages pages;
  private final Doors doors;
  private final Places places;
  private final OperationPage operation;
  private final LivePages lists;
  private final RecordsPage records;
  private final Changes changes;
  private final FactorPage factor;
  private final VoucherPage voucher;

  public Site(Rooms rooms, Assets assets) {
    this.rooms = rooms;
    this.pages = new Pages(assets);
    this.doors = new Doors(rooms, pages);
    var home = new HomePage(rooms);
    this.operation = new OperationPage(rooms, pages);
    this.records = new RecordsPage(rooms);
    this.lists = new LivePages(rooms, pages, home, records);
    this.places = new Places(rooms, pages, home, lists);
    this.changes = new Changes(rooms);
    this.factor = new FactorPage(rooms, pages);
    this.voucher = new VoucherPage(rooms, pages);
  }

  public Answer answer(Ask ask) {
    try {
      demandText(ask);
      var door = doors.answer(ask);
      if (door.isPresent()) {
        return door.get();
      }
      var session =
          Optional.ofNullable(ask.cookies().get(Cookies.SESSION))
              .flatMap(
                  secret ->
                      rooms
                          .access()
                          .sessions()
                          .resume(new OpaqueSecret(secret), ask.origin().visitor().address()));
      if (session.isEmpty()) {
        return toTheDoor(ask);
      }
      var answer = inside(ask, session.get());
      return session
          .get()
          .fresh()
          .map(secret -> answer.with(Cookies.session(ask, secret.text())))
          .orElse(answer);
    } catch (ProblemException e) {
      return error(ask, Optional.empty(), e.problem());
    }
  }

  /** No text of ours holds a NUL, and the store refuses it only late. */
  private static void demandText(Ask ask) {
    var values =
        Stream.of(
                Stream.of(ask.path()),
                ask.query().values().stream(),
                ask.form().values().stream().flatMap(List::stream))
            .flatMap(texts -> texts);
    if (values.anyMatch(text -> text.indexOf('\0') >= 0)) {
      throw Problem.of(
              Problem.Kind.BAD_INPUT,
              "SLIP-8407",
              "the request holds a character that no text has",
              "type it again")
          .exception();
    }
  }

  private static Answer toTheDoor(Ask ask) {
    if (ask.posts()) {
      return Answer.goTo(Paths.SIGN_IN);
    }
    return Answer.goTo(
        Paths.SIGN_IN + "?next=" + URLEncoder.encode(ask.path(), StandardCharsets.UTF_8));
  }

  private Answer inside(Ask ask, Session session) {
    try {
      if (ask.posts()) {
        return change(ask, session);
      }
      return show(ask, session);
    } catch (ProblemException e) {
      return error(ask, Optional.of(session), e.problem());
    }
  }

  private Answer change(Ask ask, Session session) {
    if (!Doors.same(session.formKey(), ask.field("_form"))) {
      throw Doors.forged();
    }
    if (ask.path().equals(Paths.SIGN_OUT)) {
      rooms.access().signIn().signOut(session);
      return Answer.goTo(Paths.SIGN_IN).with(Cookies.gone(ask, Cookies.SESSION));
    }
    var frame = frame(ask, session);
    return factor
        .post(ask, session, frame)
        .or(() -> voucher.post(ask, session, frame))
        .orElseGet(() -> made(ask, session, frame));
  }

  private Answer made(Ask ask, Session session, Frame frame) {
    return switch (changes.make(ask, session)) {
      case Changes.Done done -> Answer.goTo(done.path());
      case Changes.Link link ->
          Answer.page(
              200,
              pages.people(
                  frame,
                  records.people(
                      session.principal(),
                      Optional.of(
                          ask.origin().address()
                              + Paths.INVITATION
                              + "?secret="
                              + link.secret()))));
      case Changes.Token token ->
          Answer.page(
              200, pages.settings(frame, records.settings(session, Optional.of(token.text()))));
    };
  }

  private Answer show(Ask ask, Session session) {
    var viewer = session.principal();
    var frame = frame(ask, session);
    return switch (ask.path()) {
      case Paths.HOME -> lists.home(ask, session, frame);
      case Paths.OPERATIONS -> lists.operations(ask, session, frame);
      case Paths.AUDIT -> lists.audit(ask, session, frame);
      case Paths.AUDIT + "/export" -> {
        demand(session, Permission.READ_AUDIT, "audit.export");
        var out = new StringWriter();
        rooms.access().auditExport().write(out);
        yield Answer.text("application/jsonl; charset=utf-8", out.toString());
      }
      case Paths.PEOPLE -> {
        demand(session, Permission.MANAGE_PEOPLE, "people.read");
        yield Answer.page(200, pages.people(frame, records.people(viewer, Optional.empty())));
      }
      case Paths.SECOND_FACTOR -> factor.show(session, frame);
      case Paths.SIGN_ON_SETTINGS -> voucher.show(ask, session, frame);
      case Paths.SETTINGS ->
          Answer.page(200, pages.settings(frame, records.settings(session, Optional.empty())));
      default ->
          ask.path().startsWith(Paths.OPERATIONS + "/")
              ? operation(ask, session)
              : lists
                  .events(ask, session)
                  .orElseGet(() -> places.show(ask, session.principal(), frame));
    };
  }

  private void demand(Session session, Permission permission, String action) {
    rooms.access().authoriser().demand(session.principal(), permission, AuditEvent.of(action, ""));
  }

  /** One operation, or its events. */
  private Answer operation(Ask ask, Session session) {
    var match = OPERATION.matcher(ask.path());
    if (!match.matches()) {
      throw notFound(ask);
    }
    var detail = rooms.operations().show(RecordsPage.number(match.group(1)));
    var target = detail.summary().target();
    var seen =
        AuditEvent.of(
            "operation.read", match.group(1), HomePage.app(target), HomePage.environment(target));
    rooms.access().authoriser().demand(session.principal(), Permission.VIEW, seen);
    return match.group(2) == null
        ? Answer.page(
            200, pages.operation(frame(ask, session), operation.fill(session.principal(), detail)))
        : Answer.events(operation.live(detail.summary().number()));
  }

  static ProblemException notFound(Ask ask) {
    return Problem.of(
            Problem.Kind.NOT_FOUND,
            "SLIP-8402",
            ask.path() + ": there is no such page, or not for you",
            "start at Home")
        .exception();
  }

  private Frame frame(Ask ask, Session session) {
    return new Frame(
        Optional.of(session.principal().name()),
        ask.cookies().getOrDefault("theme", ""),
        session.formKey(),
        0,
        Optional.empty());
  }

  private Answer error(Ask ask, Optional<Session> session, Problem problem) {
    var frame =
        session
            .map(one -> frame(ask, one))
            .orElseGet(() -> Frame.signedOut(ask.cookies().getOrDefault("theme", ""), ""));
    var status = problem.kind().httpStatus();
    var view = new ErrorView(status, problem.code(), problem.fact(), problem.hint());
    return Answer.page(status, pages.error(frame, view));
  }
}
