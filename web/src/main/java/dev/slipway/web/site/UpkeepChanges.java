package dev.slipway.web.site;

import dev.slipway.access.audit.AuditEvent;
import dev.slipway.access.audit.AuditEvent.Outcome;
import dev.slipway.access.people.Permission;
import dev.slipway.access.session.Session;
import dev.slipway.catalog.Closures;
import dev.slipway.delivery.rollback.Exit;
import dev.slipway.delivery.rollback.Rollbacks;
import dev.slipway.protocol.operation.Request;
import dev.slipway.web.Paths;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What forms change in what serves: going back, maintenance, backups and restores. */
final class UpkeepChanges {
  private static final Pattern ROLLBACK = Pattern.compile("/([^/]+)/([^/]+)/rollback/(code|data)");
  private static final Pattern MAINTENANCE =
      Pattern.compile("/([^/]+)/([^/]+)/maintenance/(full|read-only|open)");
  private static final Pattern DATABASE =
      Pattern.compile(
          "/([^/]+)/([^/]+)/database/([^/]+)/(back-up|restore-beside|restore-in-place)");

  private final Rooms rooms;

  UpkeepChanges(Rooms rooms) {
    this.rooms = rooms;
  }

  /** Where to go once it is made; empty when the path is none of ours. */
  Optional<String> make(Ask ask, Session session) {
    var rollback = ROLLBACK.matcher(ask.path());
    if (rollback.matches()) {
      return Optional.of(goBack(ask, session, rollback));
    }
    var maintenance = MAINTENANCE.matcher(ask.path());
    if (maintenance.matches()) {
      return Optional.of(maintain(session, maintenance));
    }
    var database = DATABASE.matcher(ask.path());
    if (database.matches()) {
      return Optional.of(database(ask, session, database));
    }
    return Optional.empty();
  }

  private String goBack(Ask ask, Session session, Matcher path) {
    var app = path.group(1);
    var environment = path.group(2);
    var exit = path.group(3).equals("data") ? Exit.DATA : Exit.CODE;
    var event =
        AuditEvent.of(exit == Exit.DATA ? "rollback.data" : "rollback.start", "", app, environment);
    demand(session, exit == Exit.DATA ? Permission.RESTORE : Permission.ROLL_BACK, event);
    var wish = new Rollbacks.Wish(exit, ask.field("yes").equals("yes"));
    var version = rooms.plant().goBack(app, environment, wish, request(session)).version();
    done(session, AuditEvent.of(event.action(), version, app, environment));
    return Paths.deployment(app, environment, version);
  }

  private String maintain(Session session, Matcher path) {
    var app = path.group(1);
    var environment = path.group(2);
    var opens = path.group(3).equals("open");
    var event =
        AuditEvent.of(opens ? "maintenance.off" : "maintenance.on", "", app, environment)
            .changing(Map.of(), opens ? Map.of() : Map.of("mode", path.group(3)));
    demand(session, Permission.MAINTAIN, event);
    if (opens) {
      rooms.plant().open(app, environment);
    } else {
      var mode = path.group(3).equals("full") ? Closures.Mode.FULL : Closures.Mode.READ_ONLY;
      rooms.plant().close(app, environment, mode, session.principal().name());
    }
    done(session, event);
    return Paths.environment(app, environment);
  }

  private String database(Ask ask, Session session, Matcher path) {
    var app = path.group(1);
    var environment = path.group(2);
    var backsUp = path.group(4).equals("back-up");
    var event =
        AuditEvent.of(
            backsUp ? "database.backup" : "database.restore", path.group(3), app, environment);
    demand(session, backsUp ? Permission.BACK_UP : Permission.RESTORE, event);
    var desk =
        rooms.plant().desk(app, environment, path.group(3)).orElseThrow(() -> Changes.nothing(ask));
    if (backsUp) {
      var operation = desk.backUp(request(session));
      done(session, event);
      return Paths.OPERATIONS + "/" + operation;
    }
    var to = moment(ask, app, environment, path.group(3)).target();
    var inPlace = path.group(4).equals("restore-in-place");
    var operation =
        inPlace
            ? desk.restoreInPlace(to, ask.field("typed").strip(), request(session))
            : desk.restoreBeside(to, request(session));
    done(
        session,
        event.changing(Map.of(), Map.of("to", to, "where", inPlace ? "in place" : "beside")));
    return Paths.OPERATIONS + "/" + operation;
  }

  private Moment moment(Ask ask, String app, String environment, String database) {
    var kept =
        rooms.plant().databases(app, environment).stream()
            .filter(base -> base.name().equals(database))
            .findFirst()
            .flatMap(rooms.plant()::kept);
    return Moment.of(ask, kept);
  }

  private static Request request(Session session) {
    var who = session.principal();
    return new Request(who.name(), "dashboard from " + who.address(), "");
  }

  private void demand(Session session, Permission permission, AuditEvent event) {
    rooms.access().authoriser().demand(session.principal(), permission, event);
  }

  private void done(Session session, AuditEvent event) {
    rooms.access().audit().record(session.principal().actor(), event, Outcome.DONE);
  }
}
