package dev.slipway.delivery.rollback;

import dev.slipway.delivery.Records;
import dev.slipway.delivery.deploy.Machinery;
import dev.slipway.delivery.traffic.EnvironmentTraffic;
import dev.slipway.delivery.traffic.Routing;
import dev.slipway.operations.Nothing;
import dev.slipway.operations.Result;
import dev.slipway.operations.StepContext;
import dev.slipway.operations.Undone;
import dev.slipway.protocol.edge.EdgeJson;
import java.util.Optional;

/** Sends every new request to the old release, at once: what is to be left is left. */
final class SwitchBack extends RollbackStep<Nothing> {
  /** Kept before the switch. */
  record Before(String traffic) {}

  SwitchBack(Records records, Machinery machinery) {
    super(records, machinery);
  }

  @Override
  public String name() {
    return "Switch";
  }

  @Override
  public Result<Nothing> perform(StepContext<RollbackOrder> context) {
    var order = context.input();
    if (context.recall(Before.class).isEmpty()) {
      var now =
          machinery()
              .traffic()
              .find(order.app(), order.environment())
              .orElse(EnvironmentTraffic.NONE);
      context.remember(new Before(EdgeJson.write(now)));
    }
    var own = own(context);
    var instances = context.output(StartOldRelease.class).instances();
    var routing = new Routing(environment(context), releases().build(own), own.releaseVersion());
    machinery()
        .traffic()
        .change(order.app(), order.environment(), now -> routing.to(now, instances));
    context.transact(
        handle -> {
          records().deployments().serve(handle, own);
          return own;
        });
    return Result.done(own.releaseVersion() + " 100 %");
  }

  @Override
  public Undone undo(StepContext<RollbackOrder> context, Optional<Nothing> output) {
    var before = context.recall(Before.class);
    if (before.isEmpty()) {
      return Undone.nothing();
    }
    var order = context.input();
    var traffic =
        EdgeJson.read(before.get().traffic(), EnvironmentTraffic.class, "the traffic before");
    machinery().traffic().change(order.app(), order.environment(), now -> traffic.closedLike(now));
    var own = own(context);
    var from = from(context);
    context.transact(
        handle -> {
          records().deployments().fail(handle, own, Optional.of(from));
          return own;
        });
    return Undone.with(from.releaseVersion() + " 100 %");
  }
}
