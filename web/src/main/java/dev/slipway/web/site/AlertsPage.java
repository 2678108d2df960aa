package dev.slipway.web.site;

import dev.slipway.access.people.Permission;
import dev.slipway.access.people.Principal;
import dev.slipway.delivery.notice.Outbox;
import dev.slipway.kit.Durations;
import dev.slipway.watch.alert.Alert;
import dev.slipway.watch.alert.AlertBook;
import dev.slipway.watch.alert.AlertDesk;
import dev.slipway.watch.alert.Alerts;
import dev.slipway.watch.alert.Held;
import dev.slipway.watch.alert.Rule;
import dev.slipway.web.Paths;
import dev.slipway.web.view.Action;
import dev.slipway.web.view.AlertsView;
import dev.slipway.web.view.State;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Fills the page of an environment's alerts. */
final class AlertsPage {
  private static final int PAST = 50;
  private static final int SENT = 50;

  private final Rooms rooms;

  AlertsPage(Rooms rooms) {
    this.rooms = rooms;
  }

  AlertsView fill(Principal viewer, String app, String environment, Optional<String> live) {
    var desk = rooms.plant().alertDesk();
    return new AlertsView(
        app,
        environment,
        open(app, environment, live),
        silence(viewer, app, environment),
        desk.map(one -> history(one, app, environment)).orElse(List.of()),
        desk.map(one -> channels(one, viewer, app, environment))
            .orElse(new AlertsView.Channels(List.of(), List.of())),
        desk.stream()
            .flatMap(one -> one.alerts().held(app, environment).stream())
            .map(AlertsPage::rule)
            .toList());
  }

  /** What is wrong now; the part of the page that changes by itself. */
  AlertsView.Open open(String app, String environment, Optional<String> live) {
    var desk = rooms.plant().alertDesk();
    var serves = rooms.deployments().serving(app, environment).isPresent();
    var alerts =
        desk.stream()
            .flatMap(one -> one.alerts().book().open(app, environment).stream())
            .sorted(Alerts.GRAVEST_FIRST)
            .toList();
    var silences =
        desk.stream()
            .flatMap(one -> one.alerts().silences().of(app, environment).stream())
            .map(
                one ->
                    new AlertsView.Hush(
                        one.rule().map(Rule::word).orElse("everything"),
                        one.until(),
                        one.by(),
                        one.why()))
            .toList();
    return new AlertsView.Open(
        state(alerts, serves), alerts.stream().map(this::row).toList(), silences, live);
  }

  private static State state(List<Alert> alerts, boolean serves) {
    var fires = alerts.stream().filter(one -> one.state() == Alert.State.FIRING).count();
    if (fires > 0) {
      return State.failed(fires == 1 ? "1 alert fires" : fires + " alerts fire");
    }
    if (!alerts.isEmpty()) {
      return State.caution("something begins to be wrong");
    }
    return serves
        ? State.ok("nothing is wrong")
        : State.none("nothing serves, so nothing is watched");
  }

  private AlertsView.Row row(Alert alert) {
    return new AlertsView.Row(
        "alert-" + alert.id(),
        state(alert),
        what(alert),
        alert.unmeasured() ? "could not be measured: " + alert.value() : alert.value(),
        alert.limit(),
        length(alert),
        alert.consequence(),
        AlertLinks.of(alert));
  }

  private static State state(Alert alert) {
    return switch (alert.state()) {
      case PENDING -> State.waiting("pending");
      case FIRING ->
          alert.wellSince().isPresent() ? State.caution("seems over") : State.failed("fires");
      case RESOLVED -> State.ok("over");
    };
  }

  private static String what(Alert alert) {
    return alert.key().object().isEmpty()
        ? alert.key().rule()
        : alert.key().rule() + " " + alert.key().object();
  }

  private String length(Alert alert) {
    var end = alert.resolvedAt().orElse(rooms.clock().instant());
    return Durations.human(Duration.between(alert.beganAt(), end));
  }

  private Optional<AlertsView.Silence> silence(Principal viewer, String app, String environment) {
    if (!rooms.may(viewer, Permission.MAINTAIN, app, environment)
        || rooms.deployments().serving(app, environment).isEmpty()) {
      return Optional.empty();
    }
    var path = Paths.alerts(app, environment);
    var isSilent =
        rooms
            .plant()
            .alertDesk()
            .filter(desk -> !desk.alerts().silences().of(app, environment).isEmpty())
            .isPresent();
    return Optional.of(
        new AlertsView.Silence(
            path + "/silence",
            Arrays.stream(Rule.values()).map(Rule::word).toList(),
            isSilent
                ? Optional.of(Action.main("Tell everything again", path + "/hear"))
                : Optional.empty()));
  }

  private List<AlertsView.Past> history(AlertDesk desk, String app, String environment) {
    var book = desk.alerts().book();
    return book.history(app, environment, PAST).stream()
        .map(
            alert ->
                new AlertsView.Past(
                    "past-" + alert.id(),
                    state(alert),
                    what(alert),
                    alert.value(),
                    alert.beganAt(),
                    length(alert),
                    book.tellings(alert).stream().map(AlertsPage::told).toList()))
        .toList();
  }

  private static AlertsView.Told told(AlertBook.Telling telling) {
    var state =
        switch (telling.what()) {
          case "suppressed" -> State.none("not told");
          case "resolved" -> State.ok("told that it is over");
          case "still" -> State.back("told again");
          default -> State.failed("told");
        };
    return new AlertsView.Told(state, telling.at(), telling.why());
  }

  private AlertsView.Channels channels(
      AlertDesk desk, Principal viewer, String app, String environment) {
    var may = rooms.may(viewer, Permission.CONFIGURE, app, environment);
    var all =
        rooms.deployments().serving(app, environment).stream()
            .flatMap(serving -> desk.notices().channels(serving).stream())
            .map(
                one ->
                    new AlertsView.Channel(
                        one.way(),
                        one.name(),
                        may
                            ? Optional.of(
                                Action.plain(
                                    "Send a test",
                                    Paths.alerts(app, environment)
                                        + "/test/"
                                        + Paths.encode(one.name())))
                            : Optional.empty()))
            .toList();
    var sent = desk.outbox().sent(app, environment, SENT).stream().map(AlertsPage::sent).toList();
    return new AlertsView.Channels(all, sent);
  }

  private static AlertsView.Sent sent(Outbox.Sent one) {
    var tries = one.tries() > 1 ? ", " + one.tries() + " tries" : "";
    var state =
        switch (one.state()) {
          case "sent" -> State.ok("sent" + tries);
          case "waiting" -> State.waiting("waits" + tries);
          default -> State.failed("given up" + tries);
        };
    return new AlertsView.Sent(
        state, one.way() + " " + one.recipient(), one.title(), one.at(), one.trouble());
  }

  private static AlertsView.Rule rule(Held held) {
    var after =
        (held.sustained().isZero() ? "at once" : "after " + Durations.human(held.sustained()))
            + (held.wakes() ? "" : ", not in quiet hours");
    return new AlertsView.Rule(
        held.off().map(why -> State.none("off: " + why)).orElseGet(() -> State.ok("on")),
        held.rule().word(),
        held.limit(),
        after,
        held.rule().consequence());
  }
}
