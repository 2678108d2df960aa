package dev.slipway.delivery.rollback;

import dev.slipway.delivery.Records;
import dev.slipway.delivery.deploy.Machinery;
import dev.slipway.delivery.instances.InstanceRef;
import dev.slipway.kit.Durations;
import dev.slipway.manifest.model.ServiceKind;
import dev.slipway.manifest.resolved.ResolvedEnvironment;
import dev.slipway.operations.Result;
import dev.slipway.operations.StepContext;
import dev.slipway.operations.Undone;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Has the old release's instances run: as they stand, or from what was built for it then. */
final class StartOldRelease extends RollbackStep<StartOldRelease.Started> {
  private static final Duration UNDO_GRACE = Duration.ofSeconds(5);

  /**
   * @param stood whether those that users reach had never ended
   */
  record Started(List<InstanceRef> instances, boolean stood) {}

  /** Kept before the first is started. */
  record Before(boolean stood) {}

  StartOldRelease(Records records, Machinery machinery) {
    super(records, machinery);
  }

  @Override
  public String name() {
    return "Start";
  }

  @Override
  public Result<Started> perform(StepContext<RollbackOrder> context) throws Exception {
    var environment = environment(context);
    var own = own(context);
    var stood =
        context
            .recall(Before.class)
            .orElseGet(
                () -> {
                  var before = new Before(stands(context, environment));
                  context.remember(before);
                  return before;
                })
            .stood();
    var all = releases().start(own, context::checkStop);
    var slowest = releases().awaitReady(environment, asked(environment, all), context::say);
    return Result.done(
        new Started(all, stood),
        stood
            ? own.releaseVersion() + " still stands"
            : own.releaseVersion() + " from its artefact, ready after " + Durations.human(slowest));
  }

  private boolean stands(StepContext<RollbackOrder> context, ResolvedEnvironment environment) {
    var wanted =
        environment.services().values().stream()
            .filter(service -> service.kind() == ServiceKind.WEB)
            .mapToInt(service -> service.replicas())
            .sum();
    var running = machinery().running().instances().running(own(context));
    return asked(environment, running).size() >= wanted;
  }

  /** Those that users reach; workers prove themselves while they work. */
  static List<InstanceRef> asked(ResolvedEnvironment environment, List<InstanceRef> all) {
    return all.stream()
        .filter(
            ref -> {
              var service = environment.services().get(ref.service());
              return service != null && service.kind() == ServiceKind.WEB;
            })
        .toList();
  }

  @Override
  public Undone undo(StepContext<RollbackOrder> context, Optional<Started> output) {
    var before = context.recall(Before.class);
    if (before.isEmpty() || before.get().stood()) {
      return Undone.nothing();
    }
    var stopped = machinery().running().instances().retire(own(context), UNDO_GRACE);
    return stopped == 0 ? Undone.nothing() : Undone.with(stopped + " stopped");
  }
}
