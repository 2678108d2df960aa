package dev.slipway.delivery.deploy;

import dev.slipway.catalog.Deployment;
import dev.slipway.delivery.Records;
import dev.slipway.delivery.traffic.EnvironmentTraffic;
import dev.slipway.delivery.traffic.Routing;
import dev.slipway.operations.Result;
import dev.slipway.operations.StepContext;
import dev.slipway.operations.Undone;
import dev.slipway.protocol.edge.EdgeJson;
import java.util.List;
import java.util.Optional;

/** Sends every new request to the new release; requests that run end where they began. */
final class SwitchTraffic extends DeployStep<SwitchTraffic.Switched> {
  /**
   * @param before the deployment that served until now; 0 for none
   */
  record Switched(int before) {}

  /** Kept before the switch: how to go back, whoever has to. */
  record Before(int deployment, String traffic) {}

  SwitchTraffic(Records records, Machinery machinery) {
    super(records, machinery);
  }

  @Override
  public String name() {
    return "Switch";
  }

  @Override
  public Result<Switched> perform(StepContext<DeployOrder> context) {
    var order = context.input();
    var before =
        context
            .recall(Before.class)
            .orElseGet(
                () -> {
                  var now = before(order);
                  context.remember(now);
                  return now;
                });
    var instances =
        context.find(StartInstances.class).map(StartInstances.Started::instances).orElse(List.of());
    var routing = new Routing(environment(context), build(context), order.version());
    machinery()
        .traffic()
        .change(order.app(), order.environment(), now -> routing.to(now, instances));
    var deployment = deployment(context);
    context.transact(
        handle -> {
          records().deployments().serve(handle, deployment);
          return deployment;
        });
    return Result.done(new Switched(before.deployment()), "traffic 0 % → 100 %");
  }

  private Before before(DeployOrder order) {
    var serving =
        records()
            .deployments()
            .serving(order.app(), order.environment())
            .map(Deployment::number)
            .filter(number -> number != order.number())
            .orElse(0);
    var traffic =
        machinery()
            .traffic()
            .find(order.app(), order.environment())
            .orElse(EnvironmentTraffic.NONE);
    return new Before(serving, EdgeJson.write(traffic));
  }

  @Override
  public Undone undo(StepContext<DeployOrder> context, Optional<Switched> output) {
    var before = context.recall(Before.class);
    if (before.isEmpty()) {
      return Undone.nothing();
    }
    var order = context.input();
    var traffic =
        EdgeJson.read(before.get().traffic(), EnvironmentTraffic.class, "the traffic before");
    machinery().traffic().change(order.app(), order.environment(), now -> traffic);
    var deployment = deployment(context);
    var earlier =
        records().deployments().find(order.app(), order.environment(), before.get().deployment());
    context.transact(
        handle -> {
          records().deployments().fail(handle, deployment, earlier);
          return deployment;
        });
    return Undone.with(
        earlier
            .map(one -> one.version() + " 100 %, " + order.version() + " drained")
            .orElse("nothing serves, as before"));
  }
}
