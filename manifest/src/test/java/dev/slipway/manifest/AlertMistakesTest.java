package dev.slipway.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.manifest.model.AlertLimit;
import dev.slipway.manifest.model.ClockTime;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;

/** What is said of alerts and probes, and what can't be said of them. */
final class AlertMistakesTest {
  private static final String APP =
      """
      app: shop
      services:
        web: { start: ./serve }
      environments:
        staging: {}
        production:
          alerts:
            rules:
              errors: { after: 10m }
              job: { wakes: true }
            quiet:
              - { from: Fri 18:00, until: Mon 07:00, zone: Europe/Berlin }
      """;

  @Test
  void anEnvironmentsWordStandsOverTheApplications() {
    var manifest =
        ManifestReader.parse(
                "slipway.yaml",
                APP
                    + """
                    alerts:
                      rules:
                        errors: 2%
                        job: { off: nobody looks at them }
                        disk: { limit: 15%, wakes: false }
                      quiet:
                        - { from: 22:00, until: 07:00 }
                    """)
            .orThrow();
    var production = manifest.environment("production").orElseThrow().alerts();
    var errors = production.rules().get("errors");
    assertThat(errors.limit()).contains(new AlertLimit.Share(2));
    assertThat(errors.after()).contains(Duration.ofMinutes(10));
    assertThat(production.rules().get("job").off()).describedAs("it is on again").isEmpty();
    assertThat(production.rules().get("disk").wakes()).contains(false);
    assertThat(production.quiet())
        .extracting(quiet -> quiet.from())
        .containsExactly(new ClockTime.Weekly(DayOfWeek.FRIDAY, LocalTime.of(18, 0)));
    var staging = manifest.environment("staging").orElseThrow().alerts();
    assertThat(staging.rules().get("job").off()).contains("nobody looks at them");
    assertThat(staging.quiet())
        .extracting(quiet -> quiet.from())
        .containsExactly(new ClockTime.Daily(LocalTime.of(22, 0)));
  }

  @Test
  void rulesThatThereAreWithLimitsThatFitThem() {
    assertThat(
            Told.of(
                APP
                    + """
                    alerts:
                      rules:
                        eror: 2%
                        latency: 5%
                        down: { limit: 5% }
                        disk: fast
                        memory: 5
                    """))
        .containsExactly(
            "15 alerts.rules.eror: there is no rule of alerts \"eror\" → did you mean "
                + "\"errors\"?",
            "16 alerts.rules.latency: the limit of latency is not of this kind → write a "
                + "duration, as in 800ms or 10d",
            "17 alerts.rules.down.limit: down has no limit: it is wrong or it is not → say "
                + "after how long it is told, as in after: 5m, or remove limit",
            "18 alerts.rules.disk: \"fast\" is not a limit (5%, 800ms, 10d or 1GB) → write it "
                + "as in 5%",
            "19 alerts.rules.memory: \"5\" is not a limit (5%, 800ms, 10d or 1GB) → write 5%");
  }

  @Test
  void quietHoursThatEnd() {
    assertThat(
            Told.of(
                APP
                    + """
                    alerts:
                      quiet:
                        - { from: 22:00, until: Mon 07:00 }
                        - { from: 22:00, until: 22:00 }
                        - { from: 10pm, until: 7:00, zone: Europe/Berlyn }
                    """))
        .containsExactly(
            "15 alerts.quiet[0].until: one end is a time of each day and the other one of each week"
                + " → write both the same way: 22:00 and 07:00, or Fri 18:00 and Mon 07:00",
            "16 alerts.quiet[1].until: the quiet hours end when they start → write another "
                + "end",
            "17 alerts.quiet[2].from: \"10pm\" is not a time of the day or the week (22:00 or "
                + "Fri 18:00) → write 22:00",
            "17 alerts.quiet[2].until: \"7:00\" is not a time of the day or the week (22:00 or "
                + "Fri 18:00) → write 07:00",
            "17 alerts.quiet[2].zone: \"Europe/Berlyn\" is not a time zone → write "
                + "Europe/Berlin");
  }

  @Test
  void aProbeAsksOneThing() {
    assertThat(
            Told.of(
                APP
                    + """
                    probes:
                      shop: /health
                      both: { http: /health, tcp: 'queue.example:5672' }
                      none: { status: 200 }
                      queue: { tcp: queue.example, text: well }
                      far: { tcp: 'queue.example:70000' }
                      page: { http: shop.example/health }
                      name: { domain: shop.example, addresses: [there] }
                      often: { heartbeat: 1s }
                      cache: { redis: 'redis://cache:6379' }
                      elsewhere: { http: /x, only: [prod] }
                    """))
        .containsExactly(
            "15 probes.both: a probe asks one of http, tcp, redis, domain, certificate and "
                + "heartbeat, and this has http and tcp → write a probe for each",
            "16 probes.none: a probe asks one of http, tcp, redis, domain, certificate and "
                + "heartbeat, and this has none → add one of them",
            "17 probes.queue.tcp: it is not a host and a port → write it as in "
                + "queue.example:5672",
            "17 probes.queue.text: text says something of http, and this probe asks tcp → "
                + "remove it, or write a probe with http",
            "18 probes.far.tcp: it is not a host and a port → write it as in "
                + "queue.example:5672",
            "19 probes.page.http: it is neither a path nor a URL of a host → write /health "
                + "for a path of this application, or https://host/path",
            "20 probes.name.addresses[0]: \"there\" is not an IP address → write it as in "
                + "203.0.113.7 or 2001:db8::7",
            "21 probes.often.heartbeat: no call comes that often: a heartbeat is told of "
                + "after 30s at the soonest → write 30s or more",
            "22 probes.cache.redis: \"redis://cache:6379\" is not a variable's name: letters, "
                + "digits and underscores → write it as in SLACK_WEBHOOK",
            "23 probes.elsewhere.only[0]: there is no environment \"prod\" → did you mean "
                + "\"production\"?");
  }
}
