package dev.slipway.watch.sensor;

import dev.slipway.watch.Watched;
import dev.slipway.watch.alert.Finding;
import dev.slipway.watch.alert.Rule;
import dev.slipway.watch.alert.Sensor;
import dev.slipway.watch.probe.OwnProbes;
import dev.slipway.watch.probe.Probes;
import java.util.List;

/** What doesn't answer, by the rule that its sort of probe is told by. */
public record ProbeSensor(Rule rule, Probes probes) implements Sensor {

  @Override
  public List<Finding> look(Watched watched) {
    return probes.troubles(watched.target()).entrySet().stream()
        .filter(one -> rule(one.getKey()) == rule)
        .map(one -> finding(object(one.getKey()), one.getValue()))
        .toList();
  }

  private Finding finding(String object, Probes.Trouble trouble) {
    return trouble.measured()
        ? new Finding.Wrong(rule, object, trouble.why())
        : new Finding.Unmeasured(rule, object, trouble.why());
  }

  private static Rule rule(String name) {
    if (name.startsWith(OwnProbes.PROBE)) {
      return Rule.PROBE;
    }
    return name.startsWith(OwnProbes.HEARTBEAT) ? Rule.HEARTBEAT : Rule.DOWN;
  }

  private static String object(String name) {
    return rule(name) == Rule.DOWN ? name : name.substring(name.indexOf(' ') + 1);
  }
}
