package dev.slipway.watch.sensor;

import dev.slipway.watch.Watched;
import dev.slipway.watch.alert.Finding;
import dev.slipway.watch.alert.Rule;
import dev.slipway.watch.alert.Sensor;
import dev.slipway.watch.probe.Probes;
import java.util.List;

/** What doesn't answer. */
public record ProbeSensor(Probes probes) implements Sensor {
  @Override
  public Rule rule() {
    return Rule.DOWN;
  }

  @Override
  public List<Finding> look(Watched watched) {
    return probes.troubles(watched.target()).entrySet().stream()
        .map(
            one ->
                one.getValue().measured()
                    ? new Finding.Wrong(Rule.DOWN, one.getKey(), one.getValue().why())
                    : (Finding)
                        new Finding.Unmeasured(Rule.DOWN, one.getKey(), one.getValue().why()))
        .toList();
  }
}
