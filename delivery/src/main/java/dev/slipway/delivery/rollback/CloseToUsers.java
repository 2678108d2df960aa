package dev.slipway.delivery.rollback;

import dev.slipway.delivery.Records;
import dev.slipway.delivery.deploy.Machinery;
import dev.slipway.delivery.instances.Patience;
import dev.slipway.delivery.maintenance.Standstill;
import dev.slipway.operations.Nothing;
import dev.slipway.operations.Result;
import dev.slipway.operations.StepContext;
import dev.slipway.operations.Undone;
import java.util.Optional;

/** Has nobody write any more, before the data goes back. */
final class CloseToUsers extends RollbackStep<Nothing> {
  CloseToUsers(Records records, Machinery machinery) {
    super(records, machinery);
  }

  @Override
  public String name() {
    return "Close";
  }

  @Override
  public Result<Nothing> perform(StepContext<RollbackOrder> context) throws Exception {
    var order = context.input();
    if (order.exit() == Exit.CODE) {
      return Result.skipped("stays open: the data stays");
    }
    var from = from(context);
    machinery().standstill(records()).begin(context, from, order.version());
    // Instances that stood know data that is about to be gone: they are started anew.
    machinery().running().instances().stop(own(context), Patience.of(environment(context)).stop());
    return Result.done("closed, " + from.releaseVersion() + " drained and stopped");
  }

  @Override
  public Undone undo(StepContext<RollbackOrder> context, Optional<Nothing> output)
      throws Exception {
    if (context.recall(Standstill.Before.class).isEmpty()) {
      return Undone.nothing();
    }
    var from = from(context);
    machinery().standstill(records()).end(context, from, context.input().version());
    return Undone.with(from.releaseVersion() + " started again, open to users");
  }
}
