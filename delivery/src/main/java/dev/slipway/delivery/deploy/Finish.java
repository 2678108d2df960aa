package dev.slipway.delivery.deploy;

import dev.slipway.delivery.Records;
import dev.slipway.operations.Result;
import dev.slipway.operations.StepContext;
import java.time.Duration;

/** Lets the old release go once nothing of it is needed any more. */
final class Finish extends DeployStep<Finish.Finished> {
  private static final Duration PAUSE = Duration.ofMillis(50);

  record Finished(int retired) {}

  Finish(Records records, Machinery machinery) {
    super(records, machinery);
  }

  @Override
  public String name() {
    return "Finish";
  }

  @Override
  public Result<Finished> perform(StepContext<DeployOrder> context) throws Exception {
    var order = context.input();
    var before = context.output(SwitchTraffic.class).before();
    var earlier = records().deployments().find(order.app(), order.environment(), before);
    if (earlier.isEmpty()) {
      return Result.done(new Finished(0), "");
    }
    var strategy =
        environment(context).services().values().stream()
            .map(service -> service.strategy())
            .findFirst();
    var drain = strategy.map(found -> found.drain()).orElse(Duration.ofSeconds(30));
    var grace = strategy.map(found -> found.stop()).orElse(Duration.ofSeconds(30));
    var end = context.now().plus(drain);
    for (var instance : machinery().running().instances().of(earlier.get())) {
      while (!machinery().traffic().edge().drained(instance.id().value())
          && context.now().isBefore(end)) {
        context.checkStop();
        Thread.sleep(PAUSE);
      }
    }
    var retired = machinery().running().instances().retire(earlier.get(), grace);
    return Result.done(
        new Finished(retired), earlier.get().version() + " drained and stopped (" + retired + ")");
  }
}
