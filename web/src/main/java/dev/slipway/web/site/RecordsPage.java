package dev.slipway.web.site;

import dev.slipway.access.audit.AuditEntry;
import dev.slipway.access.audit.AuditQuery;
import dev.slipway.access.audit.AuditVerdict;
import dev.slipway.access.people.Grant;
import dev.slipway.access.people.Permission;
import dev.slipway.access.people.Person;
import dev.slipway.access.people.Principal;
import dev.slipway.access.session.ApiToken;
import dev.slipway.access.session.Session;
import dev.slipway.catalog.App;
import dev.slipway.kit.Durations;
import dev.slipway.kit.Problem;
import dev.slipway.web.Paths;
import dev.slipway.web.view.Action;
import dev.slipway.web.view.AuditView;
import dev.slipway.web.view.Fact;
import dev.slipway.web.view.Link;
import dev.slipway.web.view.PeopleView;
import dev.slipway.web.view.SettingsView;
import dev.slipway.web.view.State;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Fills the pages about people: who did what, who may do what, and the viewer's own account. */
final class RecordsPage {
  private static final int ROWS = 100;

  private final Rooms rooms;

  RecordsPage(Rooms rooms) {
    this.rooms = rooms;
  }

  AuditView audit(Ask ask, Optional<String> live) {
    var filter =
        new AuditView.Filter(
            ask.query("who"), ask.query("app"), ask.query("environment"), ask.query("since"));
    var query = AuditQuery.newest(ROWS).in(filter.app(), filter.environment());
    if (!filter.who().isEmpty()) {
      query = query.by(personId(filter.who()));
    }
    if (!filter.since().isEmpty()) {
      query = query.since(day(filter.since()).atStartOfDay().toInstant(ZoneOffset.UTC));
    }
    if (!ask.query("before").isEmpty()) {
      query = query.before(number(ask.query("before")));
    }
    var entries = rooms.access().audit().read(query);
    var head = rooms.access().audit().head();
    var older =
        entries.size() < ROWS
            ? Optional.<String>empty()
            : Optional.of(Paths.AUDIT + "?before=" + entries.getLast().number());
    return new AuditView(
        ask.query("verify").isEmpty() ? State.none("not verified now") : verdict(),
        head.number() + ":" + head.hash().brief(),
        filter,
        entries.stream().map(RecordsPage::row).toList(),
        older,
        live);
  }

  private State verdict() {
    return switch (rooms.access().audit().verify(List.of())) {
      case AuditVerdict.Intact intact -> State.ok(intact.entries() + " entries, every link holds");
      case AuditVerdict.Broken broken ->
          State.failed("entry " + broken.number() + ": " + broken.fact());
    };
  }

  static long number(String text) {
    if (!text.matches("\\d{1,18}")) {
      throw Problem.of(
              Problem.Kind.BAD_INPUT,
              "SLIP-8403",
              "\"" + text + "\" is not a number",
              "follow the links of the page")
          .exception();
    }
    return Long.parseLong(text);
  }

  private static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw Problem.of(
              Problem.Kind.BAD_INPUT,
              "SLIP-8404",
              "since: \"" + text + "\" is not a day",
              "write it as 2026-11-21")
          .exception(e);
    }
  }

  /** People are looked for by their address or name; anything else is taken as an identifier. */
  private String personId(String who) {
    return rooms.access().people().all().stream()
        .filter(one -> one.email().equalsIgnoreCase(who) || one.name().equalsIgnoreCase(who))
        .map(Person::id)
        .findFirst()
        .orElse(who);
  }

  private static AuditView.Row row(AuditEntry entry) {
    var outcome =
        switch (entry.outcome()) {
          case DONE -> State.ok("done");
          case DENIED -> State.failed("denied");
          case FAILED -> State.caution("failed");
        };
    var event = entry.event();
    var where = String.join("/", event.application(), event.environment()).replaceAll("/$", "");
    return new AuditView.Row(
        entry.number(),
        entry.at(),
        entry.actor().name(),
        entry.actor().address(),
        outcome,
        event.action(),
        (event.target() + " " + where).strip(),
        change(event.change().before(), event.change().after()));
  }

  private static List<String> change(Map<String, String> before, Map<String, String> after) {
    var names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    var lines = new ArrayList<String>();
    for (var name : names) {
      var now = after.getOrDefault(name, "–");
      lines.add(name + " " + (before.containsKey(name) ? before.get(name) + " → " : "") + now);
    }
    return lines;
  }

  PeopleView people(Principal viewer, Optional<String> link) {
    var mayManage = rooms.access().authoriser().may(viewer, Permission.MANAGE_PEOPLE, "", "");
    var roles = rooms.access().roles().all();
    var tied = rooms.access().voucher().tied();
    var invite =
        new PeopleView.Invite(
            Paths.PEOPLE,
            roles.stream().map(role -> role.title()).toList(),
            rooms.apps().all().stream().map(App::name).toList());
    return new PeopleView(
        rooms.access().people().all().stream()
            .map(one -> row(one, mayManage, tied.contains(one.id())))
            .toList(),
        roles.stream()
            .map(
                role ->
                    new PeopleView.RoleRow(
                        role.key(),
                        role.title(),
                        role.permissions().stream().sorted().map(Permission::meaning).toList()))
            .toList(),
        mayManage ? Optional.of(invite) : Optional.empty(),
        link);
  }

  private PeopleView.Row row(Person person, boolean mayManage, boolean tied) {
    var path = Paths.PEOPLE + "/" + person.id();
    var factor = rooms.access().secondFactor().isOn(person.id());
    var actions = new ArrayList<Action>();
    if (mayManage && !person.id().equals(Principal.localOwner().personId())) {
      actions.add(Action.plain("New link", path + "/link"));
      actions.add(
          person.status() == Person.Status.DISABLED
              ? Action.plain("Enable", path + "/enable")
              : Action.dangerous(
                  "Disable",
                  path + "/disable",
                  "Disable " + person.name() + "? Every browser and token is shut out at once."));
      if (factor) {
        actions.add(
            Action.dangerous(
                "Reset second factor",
                path + "/reset-factor",
                "Reset the second factor of "
                    + person.name()
                    + "? Until they set up another, the password alone lets them in."));
      }
      if (tied) {
        actions.add(
            Action.dangerous(
                "Untie sign-on",
                path + "/untie",
                "Untie "
                    + person.name()
                    + "? Whoever signs on next with that address gets the account."));
      }
    }
    return new PeopleView.Row(
        person.name(),
        person.email(),
        switch (person.status()) {
          case ACTIVE -> State.ok(tied ? "active, signs on" : "active");
          case INVITED -> State.waiting("invited");
          case DISABLED -> State.none("disabled");
        },
        person.grants().stream().map(RecordsPage::say).toList(),
        factor ? State.ok("on") : State.none("off"),
        actions);
  }

  private static String say(Grant grant) {
    return grant.role().title() + " " + grant.scope().human();
  }

  SettingsView settings(Session session, Optional<String> fresh) {
    var me = rooms.access().people().withId(session.principal().personId());
    var now = rooms.clock().instant();
    var factor = rooms.access().secondFactor().isOn(me.id());
    var sessions =
        rooms.access().sessions().of(me.id()).stream()
            .map(
                line ->
                    new SettingsView.SessionRow(
                        line.browser(),
                        line.address(),
                        line.seenAt(),
                        line.id().equals(session.id())
                            ? State.running("this one")
                            : State.none("other"),
                        Optional.of(
                            Action.plain(
                                "End", Paths.SETTINGS + "/sessions/" + line.id() + "/end"))))
            .toList();
    var tokens =
        rooms.access().tokens().of(me.id()).stream()
            .map(token -> row(token, now.isAfter(token.expiresAt())))
            .toList();
    var permissions = Arrays.stream(Permission.values()).map(RecordsPage::key).toList();
    return new SettingsView(
        new SettingsView.Me(
            me.name(),
            me.email(),
            factor ? State.ok("on") : State.none("off"),
            new Link(factor ? "Change it" : "Set it up", Paths.SECOND_FACTOR)),
        sessions,
        new SettingsView.Tokens(tokens, Paths.SETTINGS + "/tokens", permissions, fresh),
        sections(session.principal()));
  }

  private List<SettingsView.Section> sections(Principal viewer) {
    if (!rooms.access().authoriser().may(viewer, Permission.ADMINISTER, "", "")) {
      return List.of();
    }
    var voucher = rooms.access().voucher().title();
    var kept = rooms.access().auditRetention().rule();
    return List.of(
        new SettingsView.Section(
            "Single sign-on",
            List.of(new Fact("Vouches for people", voucher.orElse("nobody but us"))),
            Optional.of(
                new Link(voucher.isPresent() ? "Change it" : "Set it up", Paths.SIGN_ON_SETTINGS))),
        new SettingsView.Section(
            "Audit log",
            List.of(
                new Fact("Kept", kept.map(Durations::human).orElse("for good")),
                new Fact("Changed by", "slipway audit prune --keep 365d --always")),
            Optional.empty()));
  }

  static String key(Permission permission) {
    return permission.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static SettingsView.TokenRow row(ApiToken token, boolean expired) {
    var revoked = token.usage().revokedAt().isPresent();
    var may = token.wish().permissions().stream().sorted().map(RecordsPage::key).toList();
    var state =
        revoked ? State.none("revoked") : expired ? State.none("expired") : State.ok("good");
    return new SettingsView.TokenRow(
        token.wish().name(),
        token.prefix(),
        token.wish().scope().human() + ": " + String.join(", ", may),
        token.expiresAt(),
        state,
        revoked || expired
            ? Optional.empty()
            : Optional.of(
                Action.dangerous(
                    "Revoke",
                    Paths.SETTINGS + "/tokens/" + token.id() + "/revoke",
                    "Revoke " + token.wish().name() + "? What uses it is refused at once.")));
  }
}
