package dev.slipway.delivery.rollback;

import dev.slipway.catalog.Deployment;
import dev.slipway.delivery.Records;
import dev.slipway.delivery.SchemaFit;
import dev.slipway.delivery.deploy.Machinery;
import dev.slipway.kit.Problem;
import dev.slipway.operations.Result;
import dev.slipway.operations.StepContext;
import dev.slipway.operations.Undone;
import java.util.Optional;

/** Looks once more whether the way is open: since it was asked for, somebody may have deployed. */
final class CheckWayBack extends RollbackStep<CheckWayBack.Open> {
  /**
   * @param fit of the old code on the schema as it is
   */
  record Open(String fit) {}

  CheckWayBack(Records records, Machinery machinery) {
    super(records, machinery);
  }

  @Override
  public String name() {
    return "Check";
  }

  @Override
  public Result<Open> perform(StepContext<RollbackOrder> context) {
    var order = context.input();
    var serves =
        records()
            .deployments()
            .serving(order.app(), order.environment())
            .map(Deployment::number)
            .orElse(0);
    if (serves != order.from()) {
      throw Problem.of(
              Problem.Kind.CONFLICT,
              "SLIP-7656",
              order.target()
                  + ": v"
                  + serves
                  + " serves now, and it was v"
                  + order.from()
                  + " when the rollback was asked for",
              "look again: slipway rollback " + order.app() + " " + order.environment())
          .exception();
    }
    if (order.exit() == Exit.DATA) {
      return Result.done(new Open(""), "code and data, to before what came after v" + order.to());
    }
    var target = records().deployments().get(order.app(), order.environment(), order.to());
    var fit = new SchemaFits(records(), machinery()).of(target);
    refuseUnfit(order, fit);
    return Result.done(new Open(fit.text()), "code only: " + fit.text());
  }

  private static void refuseUnfit(RollbackOrder order, SchemaFit fit) {
    if (fit instanceof SchemaFit.Unfit unfit) {
      throw WaysBack.unfit(order.target(), order.to(), unfit).exception();
    }
    if (fit instanceof SchemaFit.NotMeasured unknown && !order.confirmed()) {
      throw WaysBack.unconfirmed(order.target(), order.to(), unknown).exception();
    }
  }

  /** The last to be undone: the history says that it did not come about. */
  @Override
  public Undone undo(StepContext<RollbackOrder> context, Optional<Open> output) {
    var own = own(context);
    context.transact(
        handle -> {
          records().deployments().fail(handle, own, Optional.empty());
          return own;
        });
    return Undone.nothing();
  }
}
