package dev.slipway.web.site;

import dev.slipway.access.audit.AuditEvent;
import dev.slipway.access.people.Permission;
import dev.slipway.access.people.Principal;
import dev.slipway.kit.ProblemException;
import dev.slipway.web.Frame;
import dev.slipway.web.Pages;
import java.util.List;

/** Below an application: its pipeline, an environment, a database, what is wrong, a deployment. */
final class Places {
  private static final String DATABASE = "database";
  private static final String LOGS = "logs";
  private static final String ALERTS = "alerts";

  private final Rooms rooms;
  private final Pages pages;
  private final HomePage home;
  private final LivePages lists;
  private final EnvironmentPage environments;
  private final DatabasePage databases;
  private final RestorePreview restores;
  private final DeploymentPage deployments;
  private final LogsPage logs;

  Places(Rooms rooms, Pages pages, HomePage home, LivePages lists) {
    this.rooms = rooms;
    this.pages = pages;
    this.home = home;
    this.lists = lists;
    this.environments = new EnvironmentPage(rooms);
    this.databases = new DatabasePage(rooms);
    this.restores = new RestorePreview(rooms);
    this.deployments = new DeploymentPage(rooms, pages);
    this.logs = new LogsPage(rooms.plant(), pages);
  }

  Answer show(Ask ask, Principal viewer, Frame frame) {
    var parts = List.of(ask.path().substring(1).split("/", -1));
    var app = parts.getFirst();
    if (rooms.apps().find(app).isEmpty() || !rooms.access().authoriser().maySeeAnyOf(viewer, app)) {
      throw Site.notFound(ask);
    }
    if (parts.size() == 1) {
      return Answer.page(200, pages.pipeline(frame, home.pipeline(viewer, app)));
    }
    var environment = parts.get(1);
    var seen = AuditEvent.of("environment.read", "", app, environment);
    rooms.access().authoriser().demand(viewer, Permission.VIEW, seen);
    if (parts.size() == 2) {
      if (!environments.exists(app, environment)) {
        throw Site.notFound(ask);
      }
      return Answer.page(
          200, pages.environment(frame, environments.fill(viewer, app, environment)));
    }
    if (parts.size() == 4 && parts.get(2).equals(DATABASE)) {
      var base =
          databases.find(app, environment, parts.get(3)).orElseThrow(() -> Site.notFound(ask));
      return Answer.page(
          200, pages.database(frame, databases.fill(viewer, app, environment, base)));
    }
    if (parts.size() == 5 && parts.get(2).equals(DATABASE) && parts.get(4).equals("restore")) {
      return restore(ask, viewer, frame, parts);
    }
    if (parts.get(2).equals(LOGS)) {
      return logs(ask, frame, parts);
    }
    if (parts.size() == 3 && parts.get(2).equals(ALERTS)) {
      if (!environments.exists(app, environment)) {
        throw Site.notFound(ask);
      }
      return lists.alerts(viewer, frame, app, environment);
    }
    return deployment(ask, viewer, frame, parts);
  }

  private Answer logs(Ask ask, Frame frame, List<String> parts) {
    var app = parts.get(0);
    var environment = parts.get(1);
    if (parts.size() == 3 && environments.exists(app, environment)) {
      return Answer.page(200, pages.logs(frame, logs.fill(ask, app, environment)));
    }
    if (parts.size() == 4 && parts.get(3).equals("events")) {
      return Answer.events(logs.live(ask, app, environment));
    }
    throw Site.notFound(ask);
  }

  private Answer restore(Ask ask, Principal viewer, Frame frame, List<String> parts) {
    var app = parts.get(0);
    var environment = parts.get(1);
    var base = databases.find(app, environment, parts.get(3)).orElseThrow(() -> Site.notFound(ask));
    if (ask.origin().part() == Ask.Part.PART) {
      return Answer.page(200, preview(ask, viewer, frame, parts, base));
    }
    var moment = Moment.of(ask, rooms.plant().kept(base));
    var view = restores.fill(viewer, app, environment, base, moment);
    return Answer.page(
        200, pages.restorePage(frame, app + " " + environment + " " + base.name(), view));
  }

  /** What can't be restored to is told where the loss would stand: no page is left for it. */
  private String preview(
      Ask ask, Principal viewer, Frame frame, List<String> parts, Plant.Base base) {
    try {
      var moment = Moment.of(ask, rooms.plant().kept(base));
      var view = restores.fill(viewer, parts.get(0), parts.get(1), base, moment);
      return pages.restore(frame.formKey(), view);
    } catch (ProblemException e) {
      return pages.noRestore(e.problem());
    }
  }

  private Answer deployment(Ask ask, Principal viewer, Frame frame, List<String> parts) {
    if (!parts.get(2).matches("v\\d{1,9}")) {
      throw Site.notFound(ask);
    }
    var number = Integer.parseInt(parts.get(2).substring(1));
    var deployment =
        rooms
            .deployments()
            .find(parts.get(0), parts.get(1), number)
            .orElseThrow(() -> Site.notFound(ask));
    if (parts.size() == 3) {
      return Answer.page(200, pages.deployment(frame, deployments.fill(viewer, deployment)));
    }
    if (parts.size() == 4 && parts.get(3).equals("events") && deployment.operation().isPresent()) {
      return Answer.events(
          deployments.live(viewer, frame.formKey(), deployment, deployment.operation().get()));
    }
    throw Site.notFound(ask);
  }
}
