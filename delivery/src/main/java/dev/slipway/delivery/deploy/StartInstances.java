package dev.slipway.delivery.deploy;

import dev.slipway.catalog.variables.EnvironmentKey;
import dev.slipway.delivery.Records;
import dev.slipway.delivery.instances.InstanceRef;
import dev.slipway.delivery.instances.References;
import dev.slipway.delivery.instances.ReleaseInstances;
import dev.slipway.kit.Durations;
import dev.slipway.manifest.resolved.ResolvedEnvironment;
import dev.slipway.operations.Result;
import dev.slipway.operations.StepContext;
import dev.slipway.operations.Undone;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    var environment = environment(context);
    var started = new ArrayList<InstanceRef>();
    for (var service : ReleaseInstances.running(environment)) {
      var variables = variables(context, environment, service.name());
      for (var index = 1; index <= service.value().replicas(); index++) {
        context.checkStop();
        started.add(
            machinery()
                .running()
                .instances()
                .start(deployment(context), build(context), service, index, variables));
      }
    }
    var slowest = Duration.ZERO;
    for (var ref : started) {
      var service = environment.services().get(ref.service());
      if (service == null) {
        continue;
      }
      var took = machinery().running().instances().awaitReady(ref, service);
      context.say(ref.id() + " answers on port " + ref.port() + " after " + Durations.human(took));
      slowest = took.compareTo(slowest) > 0 ? took : slowest;
    }
    if (started.isEmpty()) {
      return Result.skipped("nothing runs: files only");
    }
    return Result.done(
        new Started(started, slowest),
        started.size()
            + (started.size() == 1 ? " instance" : " instances")
            + ", ready after "
            + Durations.human(slowest));
  }

  private Map<String, String> variables(
      StepContext<DeployOrder> context, ResolvedEnvironment environment, String service) {
    var key = new EnvironmentKey(environment.app(), environment.name());
    var configuration =
        records().variables().at(key, context.output(BuildRelease.class).configuration());
    var references =
        new References(
            environment,
            context.input().version(),
            machinery().running().addresses(),
            name -> machinery().databases().reach(environment, name));
    return machinery()
        .running()
        .variables()
        .of(environment, service, configuration, references)
        .values();
  }

  @Override
  public Undone undo(StepContext<DeployOrder> context, Optional<Started> output) {
    var stopped = machinery().running().instances().retire(deployment(context), UNDO_GRACE);
    return stopped == 0
        ? Undone.nothing()
        : Undone.with(stopped + (stopped == 1 ? " instance" : " instances") + " stopped");
  }
}
