package dev.slipway.watch.sensor;

import dev.slipway.watch.Watched;
import dev.slipway.watch.alert.Finding;
import dev.slipway.watch.alert.Rule;
import dev.slipway.watch.alert.Sensor;
import java.util.List;
import java.util.function.BiFunction;

/**
 * What another watcher found already, a sentence each.
 *
 * @param troubles of an application's environment
 */
public record TroubleSensor(Rule rule, BiFunction<String, String, List<String>> troubles)
    implements Sensor {

  /** One alert whose value is all of them: their words change while they last. */
  @Override
  public List<Finding> look(Watched watched) {
    var found = troubles.apply(watched.serving().app(), watched.serving().environment());
    return found.isEmpty()
        ? List.of()
        : List.of(new Finding.Wrong(rule, "", String.join("; ", found)));
  }
}
