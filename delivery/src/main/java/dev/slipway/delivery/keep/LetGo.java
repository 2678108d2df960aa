package dev.slipway.delivery.keep;

import dev.slipway.delivery.instances.ReleaseStart;
import dev.slipway.delivery.traffic.Traffic;
import dev.slipway.operations.OperationType;
import dev.slipway.operations.Step;
import java.util.List;

/**
 * Stops a release that was kept for an instant way back. It is an operation so that it never meets
 * a deployment or a rollback, which have the same target.
 */
public final class LetGo implements OperationType<LetGoOrder> {
  private final List<Step<LetGoOrder, ?>> steps;

  public LetGo(ReleaseStart releases, Traffic traffic) {
    this.steps = List.of(new StopKeptInstances(releases, traffic));
  }

  @Override
  public String name() {
    return "let-go";
  }

  @Override
  public Class<LetGoOrder> input() {
    return LetGoOrder.class;
  }

  @Override
  public String target(LetGoOrder order) {
    return order.target();
  }

  @Override
  public String title(LetGoOrder order) {
    return order.version() + " of " + order.target() + " is kept no longer";
  }

  @Override
  public List<Step<LetGoOrder, ?>> steps() {
    return steps;
  }
}
