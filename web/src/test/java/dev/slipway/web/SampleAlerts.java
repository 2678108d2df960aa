package dev.slipway.web;

import dev.slipway.web.view.Action;
import dev.slipway.web.view.AlertsView;
import dev.slipway.web.view.Link;
import dev.slipway.web.view.State;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A bad night: one thing fires, one begins, one was held back, and a channel does not work. */
final class SampleAlerts {
  private static final Instant AT = Instant.parse("2026-11-21T22:30:00Z");

  private SampleAlerts() {}

  static AlertsView alerts() {
    return new AlertsView(
        "shop",
        "production",
        open(),
        Optional.of(
            new AlertsView.Silence(
                "/shop/production/alerts/silence",
                List.of("down", "errors", "job"),
                Optional.of(Action.main("Tell everything again", "/shop/production/alerts/hear")))),
        List.of(
            new AlertsView.Past(
                "past-2",
                State.failed("fires"),
                "backup main",
                "the newest backup is 3 d old",
                AT,
                "12 min",
                List.of(told(State.failed("told"), "2 recipients"))),
            new AlertsView.Past(
                "past-1",
                State.ok("over"),
                "job <b>invoices</b>",
                "the run of 2026-11-21T02:00:00Z failed: exit code 1",
                AT.minusSeconds(86_400),
                "6 h",
                List.of(
                    told(State.none("not told"), "quiet hours until Sat 21 Nov 07:00 UTC"),
                    told(State.failed("told"), "2 recipients"),
                    told(State.ok("told that it is over"), "2 recipients")))),
        new AlertsView.Channels(
            List.of(
                channel("slack", "SLACK_WEBHOOK"),
                channel("mail", "operations@a-rather-long-domain-name.example")),
            List.of(
                new AlertsView.Sent(
                    State.failed("given up, 9 tries"),
                    "slack SLACK_WEBHOOK",
                    "v53 of shop/production: backup",
                    AT,
                    "SLACK_WEBHOOK: its server answered 404"),
                new AlertsView.Sent(
                    State.ok("sent"),
                    "mail operations@a-rather-long-domain-name.example",
                    "A test of operations@a-rather-long-domain-name.example",
                    AT,
                    ""))),
        List.of(
            new AlertsView.Rule(
                State.ok("on"),
                "down",
                "its address answers with less than 500, 3 of 5 times",
                "after 2 min",
                "people can't use it"),
            new AlertsView.Rule(
                State.none("off: half the data is missing"),
                "job",
                "a job's last run succeeded",
                "at once, not in quiet hours",
                "what it was to do is not done")));
  }

  static AlertsView.Open open() {
    return new AlertsView.Open(
        State.failed("1 alert fires"),
        List.of(
            new AlertsView.Row(
                "alert-1",
                State.failed("fires"),
                "backup main",
                "the newest backup is 3 d old",
                "backups are taken and proven in time, with 2 hours to spare",
                "12 min",
                "what is lost could not be brought back",
                Optional.of(new Link("database main", "/shop/production/database/main"))),
            new AlertsView.Row(
                "alert-2",
                State.waiting("pending"),
                "latency",
                "p95 is 412 ms, more than 300 ms",
                "300 ms, as p95 of a minute",
                "2 min",
                "people wait",
                Optional.empty())),
        List.of(new AlertsView.Hush("job", AT.plusSeconds(7_200), "ada", "<i>known</i>")),
        Optional.of("/alerts/events"));
  }

  private static AlertsView.Told told(State state, String why) {
    return new AlertsView.Told(state, AT, why);
  }

  private static AlertsView.Channel channel(String way, String name) {
    return new AlertsView.Channel(
        way,
        name,
        Optional.of(Action.plain("Send a test", "/shop/production/alerts/test/" + name)));
  }
}
