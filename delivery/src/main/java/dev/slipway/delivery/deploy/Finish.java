package dev.slipway.delivery.deploy;

import dev.slipway.catalog.Deployment;
import dev.slipway.delivery.Environments;
import dev.slipway.delivery.Records;
import dev.slipway.delivery.instances.Patience;
import dev.slipway.kit.Durations;
import dev.slipway.manifest.model.ServiceKind;
import dev.slipway.operations.Result;
import dev.slipway.operations.StepContext;
import dev.slipway.operations.Undone;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The old release serves no more, and stands for a while as an instant way back. What it does
 * without being asked (workers) ends now: two releases must not work on the same queue for minutes.
 */
final class Finish extends DeployStep<Finish.Finished> {
  /**
   * @param kept the release that stands; 0 for none
   */
  record Finished(int kept) {}

  Finish(Records records, Machinery machinery) {
    super(records, machinery);
  }

  @Override
  public String name() {
    return "Finish";
  }

  @Override
  public Result<Finished> perform(StepContext<DeployOrder> context) {
    var order = context.input();
    var before = context.output(SwitchTraffic.class).before();
    var earlier = records().deployments().find(order.app(), order.environment(), before);
    if (earlier.isEmpty()) {
      return Result.done(new Finished(0), behind(context));
    }
    var old = Environments.of(releases().build(earlier.get()), order.environment());
    var workers =
        old.services().entrySet().stream()
            .filter(service -> service.getValue().kind() == ServiceKind.WORKER)
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    machinery().running().instances().retire(earlier.get(), workers, Patience.of(old).stop());
    var keep = Patience.keep(environment(context));
    var until = context.now().plus(keep);
    context.transact(
        handle -> {
          records().kept().keepAlone(handle, earlier.get(), until);
          return until;
        });
    var stands =
        keep.isZero()
            ? earlier.get().releaseVersion() + " stops"
            : earlier.get().releaseVersion()
                + " stands for "
                + Durations.human(keep)
                + " as an instant way back";
    var behind = behind(context);
    return Result.done(
        new Finished(earlier.get().release()),
        behind.isEmpty() ? stands : stands + "; ▲ " + behind);
  }

  /** What a hotfix has passed by is told, so that it isn't forgotten; empty when there is none. */
  private String behind(StepContext<DeployOrder> context) {
    var order = context.input();
    var behind = Behind.of(records(), order.app(), order.environment());
    behind.ifPresent(one -> note(context, "behind", one));
    return behind.map(Behind::line).orElse("");
  }

  /** The old release is about to serve again, all of it. */
  @Override
  public Undone undo(StepContext<DeployOrder> context, Optional<Finished> output) {
    var order = context.input();
    var before = context.output(SwitchTraffic.class).before();
    records()
        .deployments()
        .find(order.app(), order.environment(), before)
        .map(Deployment::release)
        .ifPresent(
            release ->
                context.transact(
                    handle -> {
                      records().kept().forget(handle, order.app(), order.environment(), release);
                      return release;
                    }));
    return Undone.nothing();
  }
}
