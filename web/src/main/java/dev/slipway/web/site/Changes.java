package dev.slipway.web.site;

import dev.slipway.access.audit.AuditEvent;
import dev.slipway.access.audit.AuditEvent.Outcome;
import dev.slipway.access.people.Grant;
import dev.slipway.access.people.Permission;
import dev.slipway.access.people.Scope;
import dev.slipway.access.session.ApiToken;
import dev.slipway.access.session.Session;
import dev.slipway.kit.Durations;
import dev.slipway.kit.Problem;
import dev.slipway.operations.Settlement;
import dev.slipway.protocol.operation.Request;
import dev.slipway.web.Paths;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a form changes: each is asked of the authoriser, and is in the audit log afterwards. */
final class Changes {
  private static final Pattern OPERATION =
      Pattern.compile("/-/operations/(\\d{1,18})/(cancel|undo-again|accept)");
  private static final Pattern DEPLOYMENT = Pattern.compile("/([^/]+)/([^/]+)/v(\\d{1,9})/cancel");
  private static final Pattern PERSON =
      Pattern.compile("/-/people/([0-9a-z-]{1,40})/(link|enable|disable|reset-factor|untie)");
  private static final Pattern SESSION =
      Pattern.compile("/-/settings/sessions/([0-9a-z]{1,40})/end");
  private static final Pattern TOKEN =
      Pattern.compile("/-/settings/tokens/([0-9a-z]{1,40})/revoke");

  private final Rooms rooms;
  private final EnvironmentChanges environments;
  private final UpkeepChanges upkeep;
  private final AlertChanges alerts;

  Changes(Rooms rooms) {
    this.rooms = rooms;
    this.environments = new EnvironmentChanges(rooms);
    this.upkeep = new UpkeepChanges(rooms);
    this.alerts = new AlertChanges(rooms);
  }

  /** What there is to show once it is made. */
  sealed interface Made {}

  record Done(String path) implements Made {}

  /** A one-time link, shown this once. */
  record Link(String secret) implements Made {}

  /** A token, shown this once. */
  record Token(String text) implements Made {}

  Made make(Ask ask, Session session) {
    if (ask.path().equals(Paths.PEOPLE)) {
      return invite(ask, session);
    }
    if (ask.path().equals(Paths.SETTINGS + "/tokens")) {
      return token(ask, session);
    }
    var cancelled = OPERATION.matcher(ask.path());
    if (cancelled.matches()) {
      var number = RecordsPage.number(cancelled.group(1));
      switch (cancelled.group(2)) {
        case "cancel" -> cancel(session, number);
        case "undo-again" -> settle(session, number, Settlement.UNDO_AGAIN);
        default -> settle(session, number, Settlement.ACCEPT);
      }
      return new Done(Paths.OPERATIONS + "/" + number);
    }
    var stopped = DEPLOYMENT.matcher(ask.path());
    if (stopped.matches()) {
      var number = Integer.parseInt(stopped.group(3));
      var deployment = rooms.deployments().get(stopped.group(1), stopped.group(2), number);
      cancel(session, deployment.operation().orElseThrow(() -> nothing(ask)));
      return new Done(
          Paths.deployment(deployment.app(), deployment.environment(), deployment.version()));
    }
    var person = PERSON.matcher(ask.path());
    if (person.matches()) {
      return person(session, person.group(1), person.group(2));
    }
    var ended = SESSION.matcher(ask.path());
    if (ended.matches()) {
      endSession(session, ended.group(1), ask);
      return new Done(Paths.SETTINGS);
    }
    var revoked = TOKEN.matcher(ask.path());
    if (revoked.matches()) {
      revoke(session, revoked.group(1), ask);
      return new Done(Paths.SETTINGS);
    }
    return environments
        .make(ask, session)
        .or(() -> upkeep.make(ask, session))
        .or(() -> alerts.make(ask, session))
        .<Made>map(Done::new)
        .orElseThrow(() -> nothing(ask));
  }

  static RuntimeException nothing(Ask ask) {
    return Problem.of(
            Problem.Kind.NOT_FOUND,
            "SLIP-8405",
            ask.path() + ": there is nothing to change",
            "go back and load the page again")
        .exception();
  }

  private void cancel(Session session, long number) {
    var summary = rooms.operations().show(number).summary();
    var event =
        AuditEvent.of(
            "operation.cancel",
            number + " " + summary.title(),
            HomePage.app(summary.target()),
            HomePage.environment(summary.target()));
    demand(session, Permission.DEPLOY, event);
    var who = session.principal();
    rooms
        .operations()
        .cancel(number, new Request(who.name(), "dashboard from " + who.address(), ""));
    done(session, event);
  }

  private void settle(Session session, long number, Settlement settlement) {
    var summary = rooms.operations().show(number).summary();
    var event =
        AuditEvent.of(
                "operation.settle",
                number + " " + summary.title(),
                HomePage.app(summary.target()),
                HomePage.environment(summary.target()))
            .changing(Map.of(), Map.of("settlement", settlement.name()));
    demand(session, Permission.MAINTAIN, event);
    var who = session.principal();
    rooms
        .operations()
        .settle(number, settlement, new Request(who.name(), "dashboard from " + who.address(), ""));
    done(session, event);
  }

  private Made invite(Ask ask, Session session) {
    var role = rooms.access().roles().named(ask.field("role"));
    var scope = new Scope(ask.field("application"), ask.field("environment").strip());
    var event =
        AuditEvent.of("person.invite", ask.field("email"))
            .changing(Map.of(), Map.of("role", role.title() + " " + scope.human()));
    demand(session, Permission.MANAGE_PEOPLE, event);
    var secret =
        rooms
            .access()
            .accounts()
            .invite(ask.field("email"), ask.field("name"), List.of(new Grant(role, scope)));
    done(session, event);
    return new Link(secret.text());
  }

  private Made person(Session session, String id, String verb) {
    // Asked before anybody is looked for: who may not manage people doesn't learn who there is.
    demand(session, Permission.MANAGE_PEOPLE, AuditEvent.of("person." + verb, id));
    var person = rooms.access().people().withId(id);
    var event = AuditEvent.of("person." + verb, person.email());
    switch (verb) {
      case "link" -> {
        var secret = rooms.access().accounts().passwordLink(id);
        done(session, event);
        return new Link(secret.text());
      }
      case "reset-factor" -> rooms.access().secondFactor().remove(id);
      case "untie" -> rooms.access().voucher().untie(id);
      case "enable" -> rooms.access().people().enable(id);
      default -> rooms.access().people().disable(id);
    }
    done(session, event);
    return new Done(Paths.PEOPLE);
  }

  /** Everybody manages their own sessions and tokens, and nobody's else. */
  private void endSession(Session session, String id, Ask ask) {
    var mine = rooms.access().sessions().of(session.principal().personId());
    if (mine.stream().noneMatch(line -> line.id().equals(id))) {
      throw nothing(ask);
    }
    rooms.access().sessions().end(id);
    done(session, AuditEvent.of("session.end", id));
  }

  private void revoke(Session session, String id, Ask ask) {
    var mine = rooms.access().tokens().of(session.principal().personId());
    if (mine.stream().noneMatch(token -> token.id().equals(id))) {
      throw nothing(ask);
    }
    rooms.access().tokens().revoke(id);
    done(session, AuditEvent.of("token.revoke", id));
  }

  private Made token(Ask ask, Session session) {
    var permissions =
        ask.form().getOrDefault("permission", List.of()).stream()
            .map(Changes::permission)
            .collect(Collectors.toSet());
    var wish =
        new ApiToken.Wish(
            ask.field("name"),
            permissions,
            new Scope(ask.field("application").strip(), ask.field("environment").strip()),
            Durations.parse(ask.field("lifetime")).orElse(Duration.ZERO));
    var fresh = rooms.access().tokens().issue(session.principal().personId(), wish);
    done(session, AuditEvent.of("token.create", fresh.token().prefix()));
    return new Token(fresh.text());
  }

  private static Permission permission(String key) {
    for (var permission : Permission.values()) {
      if (RecordsPage.key(permission).equals(key)) {
        return permission;
      }
    }
    throw Problem.of(
            Problem.Kind.BAD_INPUT,
            "SLIP-8406",
            "permission \"" + key + "\" does not exist",
            "load the page again and choose from it")
        .exception();
  }

  private void demand(Session session, Permission permission, AuditEvent event) {
    rooms.access().authoriser().demand(session.principal(), permission, event);
  }

  private void done(Session session, AuditEvent event) {
    rooms.access().audit().record(session.principal().actor(), event, Outcome.DONE);
  }
}
