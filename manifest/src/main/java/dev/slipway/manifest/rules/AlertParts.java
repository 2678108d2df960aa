package dev.slipway.manifest.rules;

import dev.slipway.manifest.binding.Mistakes;
import dev.slipway.manifest.model.AlertName;
import dev.slipway.manifest.model.AlertRule;
import dev.slipway.manifest.model.Alerting;
import dev.slipway.manifest.model.ClockTime;
import dev.slipway.manifest.model.Quiet;
import dev.slipway.manifest.tree.Place;
import dev.slipway.manifest.tree.Places;
import java.util.stream.Stream;

/** Rules of alerts that there are, limits that fit them, quiet hours that end. */
final class AlertParts implements Rule {
  @Override
  public void check(Subject subject, Mistakes mistakes) {
    subject
        .app()
        .alerts()
        .ifPresent(
            alerts -> check(alerts, steps -> subject.place(with("alerts", steps)), mistakes));
    for (var each : subject.environments()) {
      each.environment()
          .settings()
          .alerts()
          .ifPresent(
              alerts ->
                  check(
                      alerts,
                      steps -> Places.find(each.tree(), with("environment", with("alerts", steps))),
                      mistakes));
    }
  }

  /** Where a value below alerts stands. */
  private interface Where {
    Place of(Object... steps);
  }

  private static Object[] with(String first, Object... steps) {
    return Stream.concat(Stream.of(first), Stream.of(steps)).toArray();
  }

  private static void check(Alerting alerts, Where where, Mistakes mistakes) {
    alerts.rules().forEach((name, rule) -> check(name, rule, where, mistakes));
    for (var i = 0; i < alerts.quiet().size(); i++) {
      check(alerts.quiet().get(i), where.of("quiet", i, "until"), mistakes);
    }
  }

  private static void check(String name, AlertRule rule, Where where, Mistakes mistakes) {
    var known = AlertName.of(name);
    if (known.isEmpty()) {
      Names.check("rule of alerts", name, AlertName.words(), where.of("rules", name), mistakes);
      return;
    }
    rule.limit()
        .filter(limit -> limit.sort() != known.get().sort())
        .ifPresent(
            limit ->
                mistakes.add(
                    where.of("rules", name, "limit"),
                    "SLIP-1025",
                    known.get().sort() == AlertName.Sort.NONE
                        ? name + " has no limit: it is wrong or it is not"
                        : "the limit of " + name + " is not of this kind",
                    known.get().sort() == AlertName.Sort.NONE
                        ? "say after how long it is told, as in after: 5m, or remove limit"
                        : "write " + known.get().sort().words()));
  }

  private static void check(Quiet quiet, Place place, Mistakes mistakes) {
    var isDaily = quiet.from() instanceof ClockTime.Daily;
    if (isDaily != quiet.until() instanceof ClockTime.Daily) {
      mistakes.add(
          place,
          "SLIP-1025",
          "one end is a time of each day and the other one of each week",
          "write both the same way: 22:00 and 07:00, or Fri 18:00 and Mon 07:00");
    } else if (quiet.from().equals(quiet.until())) {
      mistakes.add(place, "SLIP-1014", "the quiet hours end when they start", "write another end");
    }
  }
}
