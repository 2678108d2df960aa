package dev.slipway.web.site;

import dev.slipway.access.audit.AuditEvent;
import dev.slipway.access.audit.AuditEvent.Outcome;
import dev.slipway.access.people.Permission;
import dev.slipway.access.session.Session;
import dev.slipway.catalog.variables.Change;
import dev.slipway.catalog.variables.EnvironmentKey;
import dev.slipway.catalog.variables.Holder;
import dev.slipway.catalog.variables.Value;
import dev.slipway.delivery.approval.Approvals;
import dev.slipway.delivery.approval.Consent;
import dev.slipway.delivery.deploy.PromotionDesk;
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

  private static final Pattern APPROVAL =
      Pattern.compile("/([^/]+)/([^/]+)/v(\\d{1,9})/(approve|reject)");

  private static final Pattern PROMOTION = Pattern.compile("/([^/]+)/([^/]+)/promote/([^/]+)");

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
    var promotion = PROMOTION.matcher(ask.path());
    if (promotion.matches()) {
      return Optional.of(promote(ask, session, promotion));
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
    var approval = APPROVAL.matcher(ask.path());
    if (approval.matches()) {
      return Optional.of(approval(ask, session, approval));
    }
    return Optional.empty();
  }

  private String approval(Ask ask, Session session, Matcher path) {
    var number = Integer.parseInt(path.group(3));
    var deployment = rooms.deployments().get(path.group(1), path.group(2), number);
    var approves = path.group(4).equals("approve");
    var waiting =
        rooms
            .plant()
            .waiting(deployment.app(), deployment.environment())
            .filter(one -> one.number() == number)
            .orElseThrow(() -> Changes.nothing(ask));
    var who = session.principal();
    var roles = rooms.access().approver().demand(who, ApprovalCard.wanted(deployment, waiting));
    var note = ask.field("note").strip();
    if (!approves && note.isEmpty()) {
      throw Problem.of(
              Problem.Kind.BAD_INPUT,
              "SLIP-8409",
              deployment.version() + ": a rejection needs a note",
              "say in a few words what should be different")
          .exception();
    }
    rooms
        .plant()
        .answer(
            deployment.app(),
            deployment.environment(),
            new Approvals.Answer(
                who.name(),
                ask.field("plan"),
                approves,
                roles,
                note,
                rooms.access().approver().isAlone(who)
                    ? Consent.Voice.OF_ALL
                    : Consent.Voice.OF_ONE));
    done(
        session,
        AuditEvent.of(
                "deployment.approve",
                deployment.version(),
                deployment.app(),
                deployment.environment())
            .changing(
                Map.of(),
                Map.of(
                    "answer",
                    approves ? "approved" : "rejected",
                    "plan",
                    ask.field("plan"),
                    "roles",
                    String.join(", ", roles),
                    "note",
                    note)));
    return Paths.deployment(deployment.app(), deployment.environment(), deployment.version());
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

  /** The start of a deployment like any other: who presses the button is not who approves it. */
  private String promote(Ask ask, Session session, Matcher path) {
    var app = path.group(1);
    var to = path.group(2);
    var from = path.group(3);
    demand(session, Permission.VIEW, AuditEvent.of("environment.read", "", app, from));
    demand(session, Permission.DEPLOY, AuditEvent.of("deployment.start", "", app, to));
    var hotfix =
        ask.form().containsKey("hotfix")
            ? Optional.of(ask.field("hotfix").strip())
            : Optional.<String>empty();
    var who = session.principal();
    var wish = new PromotionDesk.Wish(app, from, to, hotfix);
    var request = new Request(who.name(), "dashboard from " + who.address(), "");
    var version = rooms.plant().promote(wish, request).deployment().version();
    done(
        session,
        AuditEvent.of("deployment.start", version, app, to)
            .changing(
                Map.of(),
                hotfix
                    .map(why -> Map.of("promoted from", from, "hotfix", why))
                    .orElse(Map.of("promoted from", from))));
    return Paths.deployment(app, to, version);
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
