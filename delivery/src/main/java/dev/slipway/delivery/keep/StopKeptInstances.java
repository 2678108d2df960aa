package dev.slipway.delivery.keep;

import dev.slipway.catalog.Deployment;
import dev.slipway.delivery.instances.Patience;
import dev.slipway.delivery.instances.ReleaseStart;
import dev.slipway.delivery.traffic.Traffic;
import dev.slipway.operations.Nothing;
import dev.slipway.operations.Result;
import dev.slipway.operations.Retry;
import dev.slipway.operations.Step;
import dev.slipway.operations.StepContext;
import java.time.Duration;

/**
 * Stops the instances, then forgets that they were kept: whoever dies in between has the next one
 * stop what is stopped already.
 */
record StopKeptInstances(ReleaseStart releases, Traffic traffic)
    implements Step<LetGoOrder, Nothing> {

  @Override
  public String name() {
    return "Stop";
  }

  @Override
  public Result<Nothing> perform(StepContext<LetGoOrder> context) throws Exception {
    var order = context.input();
    var records = releases.records();
    if (records.kept().find(order.app(), order.environment(), order.release()).isEmpty()) {
      return Result.skipped("it is kept no more");
    }
    var serves =
        records
            .deployments()
            .serving(order.app(), order.environment())
            .map(Deployment::release)
            .filter(release -> release == order.release());
    if (serves.isPresent()) {
      forget(context);
      return Result.skipped("it serves again");
    }
    var release = records.deployments().get(order.app(), order.environment(), order.release());
    var patience = Patience.of(releases.environment(release));
    var standing = releases.instances().of(release);
    traffic.awaitDrained(
        standing.stream().map(instance -> instance.id().value()).toList(),
        patience.drain(),
        context::checkStop);
    var stopped = releases.instances().retire(release, patience.stop());
    forget(context);
    return Result.done(stopped + (stopped == 1 ? " instance" : " instances") + " stopped");
  }

  private void forget(StepContext<LetGoOrder> context) {
    var order = context.input();
    context.transact(
        handle -> {
          releases
              .records()
              .kept()
              .forget(handle, order.app(), order.environment(), order.release());
          return order;
        });
  }

  @Override
  public Retry retry() {
    return Retry.times(5).pausing(Duration.ofSeconds(2));
  }
}
