package dev.slipway.web.site;

import dev.slipway.access.audit.AuditEvent;
import dev.slipway.access.audit.AuditEvent.Outcome;
import dev.slipway.access.people.Permission;
import dev.slipway.access.session.Session;
import dev.slipway.catalog.variables.Change;
import dev.slipway.catalog.variables.EnvironmentKey;
import dev.slipway.catalog.variables.Holder;
import dev.slipway.catalog.variables.Value;
import dev.slipway.kit.Problem;
import dev.slipway.postgres.cluster.Cluster;
import dev.slipway.protocol.operation.Request;
import dev.slipway.web.Paths;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What forms change in an environment: deploy, set a variable, remove a copy of a database. */
final class EnvironmentChanges {
  private static final Pattern DEPLOY = Pattern.compile("/([^/]+)/([^/]+)/deploy");
  private static final Pattern VARIABLES = Pattern.compile("/([^/]+)/([^/]+)/variables");
  private static final Pattern BRANCH =
      Pattern.compile("/([^/]+)/([^/]+)/database/([^/]+)/branches/([^/]+)/remove");

  private final Rooms rooms;

  EnvironmentChanges(Rooms rooms) {
    this.rooms = rooms;
  }

  /** Where to go once it is made; empty when the path is none of ours. */
  Optional<String> make(Ask ask, Session session) {
    var deploy = DEPLOY.matcher(ask.path());
    if (deploy.matches()) {
      return Optional.of(deploy(session, deploy.group(1), deploy.group(2)));
    }
    var variables = VARIABLES.matcher(ask.path());
    if (variables.matches()) {
      return Optional.of(
          variable(ask, session, new EnvironmentKey(variables.group(1), variables.group(2))));
    }
    var branch = BRANCH.matcher(ask.path());
    if (branch.matches()) {
      return Optional.of(removeBranch(ask, session, branch));
    }
    return Optional.empty();
  }

  private String deploy(Session session, String app, String environment) {
    var event = AuditEvent.of("deployment.start", "", app, environment);
    demand(session, Permission.DEPLOY, event);
    var who = session.principal();
    try {
      var ordered =
          rooms
              .plant()
              .deploy(
                  app, environment, new Request(who.name(), "dashboard from " + who.address(), ""));
      var version = ordered.deployment().version();
      done(session, AuditEvent.of("deployment.start", version, app, environment));
      return Paths.deployment(app, environment, version);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Problem.of(
              Problem.Kind.UNAVAILABLE,
              "SLIP-8408",
              app + ": the control plane stops, nothing was started",
              "try again in a moment")
          .exception(e);
    }
  }

  private String variable(Ask ask, Session session, EnvironmentKey key) {
    var name = ask.field("name");
    var event = AuditEvent.of("variable.change", name, key.app(), key.environment());
    demand(session, Permission.CONFIGURE, event);
    var holder = new Holder(ask.field("holder").isEmpty() ? "*" : ask.field("holder"));
    var before = rooms.plant().variables(key).value(holder, name).map(Value::shown).orElse("–");
    var change =
        ask.field("do").equals("unset")
            ? Change.unset(holder, name)
            : Change.put(holder, name, value(ask));
    var seen = (int) Math.min(Integer.MAX_VALUE, RecordsPage.number(ask.field("seen")));
    var after = rooms.plant().change(key, seen, List.of(change), session.principal().name());
    done(
        session,
        event.changing(
            Map.of(name, before),
            Map.of(name, after.value(holder, name).map(Value::shown).orElse("–"))));
    return Paths.environment(key.app(), key.environment());
  }

  private static Value value(Ask ask) {
    return ask.field("secret").isEmpty()
        ? Value.plain(ask.field("value"))
        : Value.secret(ask.field("value"));
  }

  private String removeBranch(Ask ask, Session session, Matcher path) {
    var app = path.group(1);
    var environment = path.group(2);
    var event = AuditEvent.of("branch.remove", path.group(4), app, environment);
    demand(session, Permission.BRANCH, event);
    rooms.plant().removeBranch(branch(ask, app, environment, path));
    done(session, event);
    return Paths.database(app, environment, path.group(3));
  }

  /** Only a copy of this very database: the path alone says nothing about whose it is. */
  private Cluster branch(Ask ask, String app, String environment, Matcher path) {
    return rooms.plant().databases(app, environment).stream()
        .filter(base -> base.name().equals(path.group(3)))
        .flatMap(base -> rooms.plant().branches(base).stream())
        .filter(copy -> copy.name().environment().equals(path.group(4)))
        .findFirst()
        .orElseThrow(() -> Changes.nothing(ask));
  }

  private void demand(Session session, Permission permission, AuditEvent event) {
    rooms.access().authoriser().demand(session.principal(), permission, event);
  }

  private void done(Session session, AuditEvent event) {
    rooms.access().audit().record(session.principal().actor(), event, Outcome.DONE);
  }
}
