package dev.slipway.delivery.deploy;

import dev.slipway.delivery.Records;
import dev.slipway.delivery.instances.InstanceRef;
import dev.slipway.kit.Durations;
import dev.slipway.operations.Result;
import dev.slipway.operations.StepContext;
import dev.slipway.operations.Undone;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Starts the new release beside the old one and waits until every instance answers. */
final class StartInstances extends DeployStep<StartInstances.Started> {
  private static final Duration UNDO_GRACE = Duration.ofSeconds(5);

  record Started(List<InstanceRef> instances, Duration slowest) {}

  StartInstances(Records records, Machinery machinery) {
    super(records, machinery);
  }

  @Override
  public String name() {
    return "Start";
  }

  @Override
  public Result<Started> perform(StepContext<DeployOrder> context) throws Exception {
    var releases = releases();
    var started = releases.start(deployment(context), context::checkStop);
    if (started.isEmpty()) {
      return Result.skipped("nothing runs: files only");
    }
    var slowest = releases.awaitReady(environment(context), started, context::say);
    return Result.done(
        new Started(started, slowest),
        started.size()
            + (started.size() == 1 ? " instance" : " instances")
            + ", ready after "
            + Durations.human(slowest));
  }

  @Override
  public Undone undo(StepContext<DeployOrder> context, Optional<Started> output) {
    var stopped = machinery().running().instances().retire(deployment(context), UNDO_GRACE);
    return stopped == 0
        ? Undone.nothing()
        : Undone.with(stopped + (stopped == 1 ? " instance" : " instances") + " stopped");
  }
}
