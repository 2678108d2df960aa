package dev.slipway.delivery.upkeep;

import dev.slipway.operations.OperationType;
import dev.slipway.operations.Step;
import java.util.List;

/** Brings a database to an earlier state: beside, or in its own place with a way back. */
public final class RestoreDatabase implements OperationType<RestoreOrder> {
  private final List<Step<RestoreOrder, ?>> steps;

  public RestoreDatabase(Tools tools) {
    this.steps = List.of(new RestoreData(tools));
  }

  @Override
  public String name() {
    return "restore";
  }

  @Override
  public Class<RestoreOrder> input() {
    return RestoreOrder.class;
  }

  /** In place nothing else may happen to the environment; beside, only to the copy. */
  @Override
  public String target(RestoreOrder order) {
    return order.place() == RestoreOrder.Place.IN_PLACE
        ? order.app() + "/" + order.environment()
        : "copy " + order.copy();
  }

  @Override
  public String title(RestoreOrder order) {
    return order.place() == RestoreOrder.Place.IN_PLACE
        ? "restore " + order.cluster() + " in place to " + order.target()
        : "restore " + order.cluster() + " to " + order.target() + " beside, as " + order.name();
  }

  @Override
  public List<Step<RestoreOrder, ?>> steps() {
    return steps;
  }
}
