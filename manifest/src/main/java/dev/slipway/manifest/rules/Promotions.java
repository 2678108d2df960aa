package dev.slipway.manifest.rules;

import dev.slipway.manifest.binding.Mistakes;
import dev.slipway.manifest.model.Trigger;
import dev.slipway.manifest.resolved.ResolvedEnvironment;
import dev.slipway.manifest.tree.Place;
import dev.slipway.manifest.tree.Places;

/** What is asked of a release can be found out: there is an environment in which it ran before. */
final class Promotions implements Rule {
  @Override
  public void check(Subject subject, Mistakes mistakes) {
    for (var each : subject.environments()) {
      var environment = each.environment();
      after(environment, Places.find(each.tree(), "environment", "trigger"), mistakes);
      var promote = environment.settings().promote();
      if (promote.from().isEmpty()) {
        needsFrom(
            promote.soak().isPresent(),
            Places.find(each.tree(), "environment", "promote", "soak"),
            mistakes);
        needsFrom(
            promote.load().isPresent(),
            Places.find(each.tree(), "environment", "promote", "load"),
            mistakes);
        needsFrom(
            promote.parity(),
            Places.find(each.tree(), "environment", "promote", "parity"),
            mistakes);
      }
    }
  }

  private static void after(ResolvedEnvironment environment, Place place, Mistakes mistakes) {
    if (!(environment.settings().trigger() instanceof Trigger.After after)) {
      return;
    }
    environment
        .settings()
        .promote()
        .from()
        .filter(from -> !from.equals(after.environment()))
        .ifPresent(
            from ->
                mistakes.add(
                    place,
                    "SLIP-1025",
                    "it follows "
                        + after.environment()
                        + ", and promote.from says that releases come from "
                        + from,
                    "write after " + from));
  }

  private static void needsFrom(boolean asked, Place place, Mistakes mistakes) {
    if (asked) {
      mistakes.add(
          place,
          "SLIP-1025",
          "it is measured where the release ran before, and promote.from names no environment",
          "add from: staging");
    }
  }
}
