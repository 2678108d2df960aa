package dev.slipway.watch.sensor;

import dev.slipway.operations.Operations;
import dev.slipway.operations.journal.Filter;
import dev.slipway.protocol.operation.OperationState;
import dev.slipway.watch.Watched;
import dev.slipway.watch.alert.Finding;
import dev.slipway.watch.alert.Rule;
import dev.slipway.watch.alert.Sensor;
import java.util.List;
import java.util.Set;

/** Operations that only a person can bring to an end. */
public record OperationSensor(Operations operations) implements Sensor {
  private static final int MOST = 20;

  @Override
  public Rule rule() {
    return Rule.OPERATION;
  }

  @Override
  public List<Finding> look(Watched watched) {
    var waiting =
        operations.list(
            Filter.newest(MOST)
                .ofTarget(watched.target())
                .in(Set.of(OperationState.NEEDS_ATTENTION)));
    return waiting.operations().stream()
        .<Finding>map(
            one ->
                new Finding.Wrong(
                    Rule.OPERATION,
                    Long.toString(one.number()),
                    one.title() + " needs attention: slipway operation show " + one.number()))
        .toList();
  }
}
