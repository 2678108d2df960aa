package dev.slipway.delivery.deploy;

import dev.slipway.delivery.Records;
import dev.slipway.operations.OperationType;
import dev.slipway.operations.Step;
import java.util.List;

/**
 * What a deployment would do: the same steps as a deployment's up to its first change, on copies,
 * and then said instead of done. It takes no number of the history and holds nothing up.
 */
public final class PlanDeployment implements OperationType<DeployOrder> {
  private final List<Step<DeployOrder, ?>> steps;

  public PlanDeployment(Records records, Machinery machinery) {
    this.steps =
        List.of(
            new Preflight(records, machinery),
            new MeetCriteria(records, machinery),
            new BuildRelease(records, machinery),
            new RehearseMigrations(records, machinery),
            new TryCode(records, machinery),
            new TellPlan(records, machinery));
  }

  @Override
  public String name() {
    return "plan";
  }

  @Override
  public int version() {
    return 2;
  }

  @Override
  public Class<DeployOrder> input() {
    return DeployOrder.class;
  }

  @Override
  public String target(DeployOrder order) {
    return order.target();
  }

  @Override
  public String title(DeployOrder order) {
    return "plan of " + order.version() + "  " + order.app() + " → " + order.environment();
  }

  @Override
  public List<Step<DeployOrder, ?>> steps() {
    return steps;
  }

  @Override
  public boolean changing() {
    return false;
  }
}
