package dev.slipway.delivery.rollback;

import dev.slipway.delivery.Records;
import dev.slipway.delivery.deploy.Machinery;
import dev.slipway.operations.OperationType;
import dev.slipway.operations.Step;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Has an earlier release serve again. There is no step that migrates: old code is never let loose
 * on a schema with its own migrations.
 */
public final class RollBack implements OperationType<RollbackOrder> {
  private final Records records;
  private final List<Step<RollbackOrder, ?>> steps;

  public RollBack(Records records, Machinery machinery) {
    this.records = records;
    this.steps =
        List.of(
            new CheckWayBack(records, machinery),
            new CloseToUsers(records, machinery),
            new RestoreDatabases(records, machinery),
            new StartOldRelease(records, machinery),
            new VerifyOldRelease(records, machinery),
            new SwitchBack(records, machinery),
            new ConfirmOldRelease(records, machinery),
            new FinishRollback(records, machinery));
  }

  @Override
  public String name() {
    return "rollback";
  }

  @Override
  public Class<RollbackOrder> input() {
    return RollbackOrder.class;
  }

  @Override
  public String target(RollbackOrder order) {
    return order.target();
  }

  @Override
  public String title(RollbackOrder order) {
    return order.version()
        + "  "
        + order.app()
        + " → "
        + order.environment()
        + "   rollback to v"
        + order.to()
        + (order.exit() == Exit.DATA ? ", code and data" : "");
  }

  @Override
  public List<Step<RollbackOrder, ?>> steps() {
    return steps;
  }

  @Override
  public void abandoned(Handle handle, RollbackOrder order) {
    records
        .deployments()
        .find(order.app(), order.environment(), order.number())
        .ifPresent(found -> records.deployments().fail(handle, found, Optional.empty()));
  }
}
