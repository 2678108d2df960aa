package dev.slipway.manifest.rules;

import dev.slipway.kit.ByteSize;
import dev.slipway.kit.Durations;
import dev.slipway.manifest.binding.Mistakes;
import dev.slipway.manifest.model.Moment;
import dev.slipway.manifest.resolved.Resolution;
import dev.slipway.manifest.tree.Places;

/** Figures that fit their type and still can't be meant. */
final class Amounts implements Rule {
  private static final ByteSize LEAST_MEMORY = ByteSize.ofMebibytes(4);

  @Override
  public void check(Subject subject, Mistakes mistakes) {
    for (var each : subject.environments()) {
      each.environment()
          .services()
          .forEach(
              (name, service) -> {
                var memory = service.resources().memory();
                if (memory.compareTo(LEAST_MEMORY) < 0) {
                  mistakes.add(
                      Places.find(each.tree(), "services", name, "resources", "memory"),
                      "SLIP-1014",
                      "no program runs in " + memory.human(),
                      "write a unit, as in " + Math.max(64, memory.bytes()) + "MB");
                }
                var health = service.health();
                if (health.timeout().compareTo(health.within()) > 0) {
                  mistakes.add(
                      Places.find(each.tree(), "services", name, "health", "timeout"),
                      "SLIP-1014",
                      "an answer may take "
                          + Durations.write(health.timeout())
                          + ", longer than the "
                          + Durations.write(health.within())
                          + " in which the instance must be ready",
                      "make within longer than timeout");
                }
                var steps = service.strategy().steps();
                for (var i = 1; i < steps.size(); i++) {
                  if (steps.get(i) <= steps.get(i - 1)) {
                    mistakes.add(
                        Places.find(each.tree(), "services", name, "strategy", "steps", i),
                        "SLIP-1014",
                        "the share falls from " + steps.get(i - 1) + " to " + steps.get(i) + " %",
                        "write the shares in rising order");
                  }
                }
              });
      freezes(each, mistakes);
    }
  }

  private static void freezes(Resolution.Resolved each, Mistakes mistakes) {
    var freezes = each.environment().settings().freeze();
    for (var i = 0; i < freezes.size(); i++) {
      var freeze = freezes.get(i);
      var place = Places.find(each.tree(), "environment", "freeze", i, "until");
      switch (freeze.from()) {
        case Moment.Once from when freeze.until() instanceof Moment.Once until -> {
          if (!from.time().isBefore(until.time())) {
            mistakes.add(
                place,
                "SLIP-1014",
                "the freeze ends before it starts",
                "write an end after " + from);
          }
        }
        case Moment.Weekly from when freeze.until() instanceof Moment.Weekly until -> {
          if (from.equals(until)) {
            mistakes.add(place, "SLIP-1014", "the freeze ends when it starts", "write another end");
          }
        }
        default ->
            mistakes.add(
                place,
                "SLIP-1025",
                "one end is a day of the week and the other a date",
                "write both the same way: Fri 16:00 and Mon 08:00, or two dates");
      }
    }
  }
}
