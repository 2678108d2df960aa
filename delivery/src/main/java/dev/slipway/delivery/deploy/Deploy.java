package dev.slipway.delivery.deploy;

import dev.slipway.catalog.Deployments;
import dev.slipway.delivery.Records;
import dev.slipway.operations.OperationType;
import dev.slipway.operations.Step;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Takes an application and its database into an environment, or leaves both as they were. */
public final class Deploy implements OperationType<DeployOrder> {
  private final Deployments deployments;
  private final List<Step<DeployOrder, ?>> steps;

  public Deploy(Records records, Machinery machinery) {
    this.deployments = records.deployments();
    this.steps =
        List.of(
            new Preflight(records, machinery),
            new MeetCriteria(records, machinery),
            new BuildRelease(records, machinery),
            new PrepareDatabases(records, machinery),
            new BackupDatabases(records, machinery),
            new RehearseMigrations(records, machinery),
            new TryCode(records, machinery),
            new ApprovePlan(records, machinery),
            new ChooseStrategy(records, machinery),
            new MarkRestorePoints(records, machinery),
            new CountRows(records, machinery),
            new Migrate(records, machinery),
            new StartInstances(records, machinery),
            new VerifyInstances(records, machinery),
            new SwitchTraffic(records, machinery),
            new ConfirmThroughEdge(records, machinery),
            new SoakRelease(records, machinery),
            new Finish(records, machinery));
  }

  @Override
  public String name() {
    return "deploy";
  }

  @Override
  public int version() {
    return 3;
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
    return order.version() + "  " + order.app() + " → " + order.environment();
  }

  @Override
  public List<Step<DeployOrder, ?>> steps() {
    return steps;
  }

  @Override
  public void abandoned(Handle handle, DeployOrder order) {
    deployments.abandon(handle, order.app(), order.environment(), order.number());
  }
}
