package dev.slipway.web.site;

import dev.slipway.access.audit.AuditEvent;
import dev.slipway.access.audit.AuditEvent.Outcome;
import dev.slipway.access.people.Permission;
import dev.slipway.access.session.Session;
import dev.slipway.kit.Durations;
import dev.slipway.kit.Problem;
import dev.slipway.watch.alert.Alerts;
import dev.slipway.watch.alert.Silences;
import dev.slipway.web.Paths;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What forms change about alerts: silences, and tests of channels. */
final class AlertChanges {
  private static final Pattern SILENCE = Pattern.compile("/([^/]+)/([^/]+)/alerts/(silence|hear)");
  private static final Pattern TEST = Pattern.compile("/([^/]+)/([^/]+)/alerts/test/([^/]+)");

  private final Rooms rooms;

  AlertChanges(Rooms rooms) {
    this.rooms = rooms;
  }

  /** Where to go once it is made; empty when the path is none of ours. */
  Optional<String> make(Ask ask, Session session) {
    var silence = SILENCE.matcher(ask.path());
    if (silence.matches()) {
      var app = silence.group(1);
      var environment = silence.group(2);
      if (silence.group(3).equals("hear")) {
        hear(ask, session, app, environment);
      } else {
        silence(ask, session, app, environment);
      }
      return Optional.of(Paths.alerts(app, environment));
    }
    var test = TEST.matcher(ask.path());
    if (test.matches()) {
      test(ask, session, test.group(1), test.group(2), test.group(3));
      return Optional.of(Paths.alerts(test.group(1), test.group(2)) + "#channels");
    }
    return Optional.empty();
  }

  private void silence(Ask ask, Session session, String app, String environment) {
    var rule = Optional.of(ask.field("rule")).filter(word -> !word.isEmpty());
    var why = ask.field("why").strip();
    var length = ask.field("length");
    var event =
        AuditEvent.of("alert.silence", rule.orElse("all"), app, environment)
            .changing(Map.of(), Map.of("for", length, "why", why));
    demand(session, Permission.MAINTAIN, event);
    if (why.isEmpty()) {
      throw Problem.of(
              Problem.Kind.BAD_INPUT,
              "SLIP-8415",
              app + "/" + environment + ": a silence needs a reason",
              "say in a few words why nobody is to be told")
          .exception();
    }
    if (rooms.deployments().serving(app, environment).isEmpty()) {
      throw Changes.nothing(ask);
    }
    alerts(ask)
        .silences()
        .begin(
            app,
            environment,
            rule,
            Durations.parse(length).orElse(Duration.ZERO),
            new Silences.By(session.principal().name(), why));
    done(session, event);
  }

  private void hear(Ask ask, Session session, String app, String environment) {
    var event = AuditEvent.of("alert.hear", "", app, environment);
    demand(session, Permission.MAINTAIN, event);
    alerts(ask).silences().end(app, environment);
    done(session, event);
  }

  private void test(Ask ask, Session session, String app, String environment, String channel) {
    var event = AuditEvent.of("alert.test", channel, app, environment);
    demand(session, Permission.CONFIGURE, event);
    var desk = rooms.plant().alertDesk().orElseThrow(() -> Changes.nothing(ask));
    var serving =
        rooms.deployments().serving(app, environment).orElseThrow(() -> Changes.nothing(ask));
    desk.notices().test(serving, channel, session.principal().name());
    done(session, event);
  }

  private Alerts alerts(Ask ask) {
    return rooms.plant().alertDesk().orElseThrow(() -> Changes.nothing(ask)).alerts();
  }

  private void demand(Session session, Permission permission, AuditEvent event) {
    rooms.access().authoriser().demand(session.principal(), permission, event);
  }

  private void done(Session session, AuditEvent event) {
    rooms.access().audit().record(session.principal().actor(), event, Outcome.DONE);
  }
}
