package dev.slipway.api.alert;

import dev.slipway.access.people.Permission;
import dev.slipway.api.Call;
import dev.slipway.api.Endpoint;
import dev.slipway.api.Query;
import dev.slipway.catalog.Deployment;
import dev.slipway.catalog.Deployments;
import dev.slipway.kit.Problem;
import dev.slipway.protocol.alert.AlertHistory;
import dev.slipway.protocol.alert.AlertList;
import dev.slipway.protocol.alert.AlertRules;
import dev.slipway.protocol.alert.ChannelTested;
import dev.slipway.protocol.alert.SilenceRequested;
import dev.slipway.watch.alert.AlertDesk;
import dev.slipway.watch.alert.Silences;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What is wrong, what was told of it, silences, tests of channels. */
public final class AlertEndpoints {
  private static final String ALERTS = "/v1/apps/{app}/environments/{environment}/alerts";
  private static final int USUAL = 50;
  private static final int MOST = 500;

  private final Deployments deployments;
  private final AlertDesk desk;

  public AlertEndpoints(Deployments deployments, AlertDesk desk) {
    this.deployments = deployments;
    this.desk = desk;
  }

  public List<Endpoint> list() {
    return List.of(
        Endpoint.get(ALERTS, "What is wrong now, and what is silenced", AlertList.class, this::open)
            .needs(Permission.VIEW, "alert.read"),
        Endpoint.get(
                ALERTS + "/history",
                "What fired and what was told of it, the newest first",
                AlertHistory.class,
                this::history)
            .needs(Permission.VIEW, "alert.read")
            .asks(Query.limit(USUAL, MOST)),
        Endpoint.get(
                ALERTS + "/rules", "What the environment is held to", AlertRules.class, this::rules)
            .needs(Permission.VIEW, "alert.read"),
        Endpoint.post(
                ALERTS + "/silences",
                "Nothing is told for a while, of one rule or of all",
                SilenceRequested.class,
                AlertList.class,
                this::silence)
            .needs(Permission.MAINTAIN, "alert.silence"),
        Endpoint.delete(ALERTS + "/silences", "Silences end", AlertList.class, this::hear)
            .needs(Permission.MAINTAIN, "alert.hear"),
        Endpoint.post(
                ALERTS + "/channels/{channel}/test",
                "Sends a message through a channel of notices and says whether it got there",
                null,
                ChannelTested.class,
                this::test)
            .needs(Permission.CONFIGURE, "alert.test"));
  }

  /** Alerts are of what serves: what was never deployed has none, and that is not the same. */
  private Deployment serving(Call call) {
    var app = call.path("app");
    var environment = call.path("environment");
    return deployments
        .serving(app, environment)
        .orElseThrow(
            () ->
                Problem.of(
                        Problem.Kind.NOT_FOUND,
                        "SLIP-7813",
                        app + "/" + environment + ": no release serves, so nothing is watched",
                        "slipway deploy " + app + " " + environment)
                    .exception());
  }

  private AlertList open(Call call) {
    var serving = serving(call);
    var alerts = desk.alerts().book().open(serving.app(), serving.environment());
    var silences = desk.alerts().silences().of(serving.app(), serving.environment());
    return new AlertList(
        serving.app(),
        serving.environment(),
        alerts.stream().map(AlertLines::line).toList(),
        silences.stream().map(AlertLines::line).toList());
  }

  private Object history(Call call) {
    var most = (int) call.number("limit");
    var app = call.path("app");
    var environment = call.path("environment");
    var book = desk.alerts().book();
    return new AlertHistory(
        app,
        environment,
        book.history(app, environment, most).stream()
            .map(alert -> AlertLines.entry(alert, book.tellings(alert)))
            .toList(),
        desk.outbox().sent(app, environment, most).stream().map(AlertLines::line).toList());
  }

  private Object rules(Call call) {
    return new AlertRules(
        desk.alerts().held(call.path("app"), call.path("environment")).stream()
            .map(
                held ->
                    new AlertRules.RuleLine(
                        held.rule().word(),
                        held.limit(),
                        held.sustained().toSeconds(),
                        held.rule().consequence(),
                        held.wakes(),
                        held.off().orElse(null)))
            .toList());
  }

  private Object silence(Call call) {
    var serving = serving(call);
    var asked = call.body(SilenceRequested.class);
    var rule = Optional.ofNullable(asked.rule()).filter(word -> !word.isEmpty());
    call.concerns(rule.orElse("all"));
    desk.alerts()
        .silences()
        .begin(
            serving.app(),
            serving.environment(),
            rule,
            Duration.ofSeconds(Math.clamp(asked.seconds(), -1, Integer.MAX_VALUE)),
            new Silences.By(call.caller().name(), asked.why()));
    return open(call);
  }

  private Object hear(Call call) {
    var serving = serving(call);
    desk.alerts().silences().end(serving.app(), serving.environment());
    return open(call);
  }

  private Object test(Call call) {
    var channel = call.path("channel");
    call.concerns(channel);
    desk.notices().test(serving(call), channel, call.caller().name());
    return new ChannelTested(channel);
  }
}
