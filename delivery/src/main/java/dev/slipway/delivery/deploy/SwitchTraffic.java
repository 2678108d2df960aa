package dev.slipway.delivery.deploy;

import dev.slipway.catalog.Deployment;
import dev.slipway.checks.Outcome;
import dev.slipway.checks.soak.Baseline;
import dev.slipway.delivery.Records;
import dev.slipway.delivery.instances.InstanceRef;
import dev.slipway.delivery.traffic.EnvironmentTraffic;
import dev.slipway.delivery.traffic.Routing;
import dev.slipway.delivery.traffic.Shift;
import dev.slipway.delivery.watch.ReleaseWatch;
import dev.slipway.delivery.watch.WatchPlan;
import dev.slipway.delivery.watch.Watched;
import dev.slipway.delivery.watch.Watching;
import dev.slipway.kit.ProblemException;
import dev.slipway.manifest.model.StrategyKind;
import dev.slipway.operations.Result;
import dev.slipway.operations.StepContext;
import dev.slipway.operations.Undone;
import dev.slipway.protocol.edge.EdgeJson;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Sends users to the new release as the strategy has it: at once, instance by instance, or by
 * growing shares that are watched. Requests that run end where they began.
 */
final class SwitchTraffic extends DeployStep<SwitchTraffic.Switched> {
  /**
   * @param before the deployment that served until now; 0 for none
   * @param baseline how that did in its last minute; empty when nobody asked it
   */
  record Switched(int before, Optional<Baseline> baseline) {}

  /**
   * Kept before the first change and after each: how to go back, whoever has to, and how far it is.
   *
   * @param watched of a stage that is watched
   */
  record Moving(
      int deployment,
      String traffic,
      Optional<Baseline> baseline,
      int stage,
      Optional<Watched> watched) {
    Moving at(int next, Optional<Watched> watch) {
      return new Moving(deployment, traffic, baseline, next, watch);
    }

    EnvironmentTraffic before() {
      return EdgeJson.read(traffic, EnvironmentTraffic.class, "the traffic before");
    }
  }

  SwitchTraffic(Records records, Machinery machinery) {
    super(records, machinery);
  }

  @Override
  public String name() {
    return "Switch";
  }

  @Override
  public Result<Switched> perform(StepContext<DeployOrder> context) throws Exception {
    var order = context.input();
    var moving = context.recall(Moving.class).orElseGet(() -> first(context));
    var instances = SoakRelease.instances(context);
    var environment = environment(context);
    var routing = new Routing(environment, build(context), order.version());
    var shift = new Shift(routing, instances, moving.before());
    var stages = stages(context, shift);
    var watching =
        watching(context, WatchPlan.canary(environment), consequence(order, moving.deployment()));
    var isWatched = kind(context) == StrategyKind.CANARY;
    while (moving.stage() < stages.size()) {
      var stage = stages.get(moving.stage());
      if (moving.watched().isEmpty()) {
        go(context, shift, stage);
      }
      if (isWatched && !stage.isLast()) {
        var later = watch(context, watching, moving, instances);
        if (later.isPresent()) {
          var shown = stage.percent() + " %, watched";
          context.remember(moving.at(moving.stage(), Optional.of(later.get().watched())));
          return Result.waiting(later.get().wait(shown));
        }
      }
      moving = moving.at(moving.stage() + 1, Optional.empty());
      context.remember(moving);
    }
    var deployment = deployment(context);
    context.transact(
        handle -> {
          records().deployments().serve(handle, deployment);
          return deployment;
        });
    return Result.done(new Switched(moving.deployment(), moving.baseline()), told(stages));
  }

  private static String told(List<Shift.Stage> stages) {
    return stages.size() == 1
        ? "traffic 0 % → 100 %"
        : stages.stream().map(stage -> stage.percent() + " %").collect(Collectors.joining(" … "));
  }

  private static StrategyKind kind(StepContext<DeployOrder> context) {
    return context
        .find(ChooseStrategy.class)
        .map(ChooseStrategy.Chosen::kind)
        .orElse(StrategyKind.BLUE_GREEN);
  }

  private List<Shift.Stage> stages(StepContext<DeployOrder> context, Shift shift) {
    var strategy = WatchPlan.strategy(environment(context));
    return switch (kind(context)) {
      case ROLLING -> shift.rolling(strategy.parallel());
      case CANARY -> shift.shares(strategy.steps());
      case AUTO, BLUE_GREEN, STOP_FIRST -> shift.atOnce();
    };
  }

  /** One table; what gets nothing new any more is waited for, so that the next one is as gentle. */
  private void go(StepContext<DeployOrder> context, Shift shift, Shift.Stage stage)
      throws InterruptedException {
    context.checkStop();
    var order = context.input();
    var traffic = machinery().traffic();
    traffic.change(order.app(), order.environment(), now -> shift.at(stage, now));
    context.progress(stage.percent(), 100, "% of the traffic");
    if (!stage.isLast()) {
      var drain = WatchPlan.strategy(environment(context)).drain();
      traffic.awaitDrained(List.copyOf(stage.leaving()), drain, context::checkStop);
      fallen(context, shift.instances());
    }
  }

  private void fallen(StepContext<DeployOrder> context, List<InstanceRef> instances) {
    var order = context.input();
    var earlier = context.recall(Moving.class).map(Moving::deployment).orElse(0);
    var watching =
        watching(context, WatchPlan.canary(environment(context)), consequence(order, earlier));
    var problem = watching.standing().problem(instances);
    if (problem.isPresent()) {
      throw problem.get().exception();
    }
  }

  /** Empty when the stage's time is over and nothing was wrong. */
  private static Optional<Watching.Progress.Later> watch(
      StepContext<DeployOrder> context,
      Watching watching,
      Moving moving,
      List<InstanceRef> instances)
      throws InterruptedException {
    var from =
        moving.watched().orElseGet(() -> watching.watch().begin(context.now(), moving.baseline()));
    return switch (watching.go(context, from, instances)) {
      case Watching.Progress.Later later -> Optional.of(later);
      case Watching.Progress.Over over -> {
        if (over.verdict().outcome() != Outcome.PASSED) {
          throw SoakRelease.unmeasured(over.verdict().fact(), watching.standing().consequence())
              .exception();
        }
        context.say(over.verdict().fact());
        yield Optional.empty();
      }
    };
  }

  private Moving first(StepContext<DeployOrder> context) {
    var order = context.input();
    var serving =
        records()
            .deployments()
            .serving(order.app(), order.environment())
            .filter(found -> found.number() != order.number());
    var traffic =
        machinery()
            .traffic()
            .find(order.app(), order.environment())
            .orElse(EnvironmentTraffic.NONE);
    var moving =
        new Moving(
            serving.map(Deployment::number).orElse(0),
            EdgeJson.write(traffic),
            serving.flatMap(found -> baseline(order, found)),
            0,
            Optional.empty());
    context.remember(moving);
    return moving;
  }

  /** Nothing to measure by is no reason to stop. */
  private Optional<Baseline> baseline(DeployOrder order, Deployment serving) {
    try {
      return new ReleaseWatch(machinery().traffic(), order.target(), serving.releaseVersion())
          .baseline();
    } catch (ProblemException edgeIsAway) {
      return Optional.empty();
    }
  }

  @Override
  public Undone undo(StepContext<DeployOrder> context, Optional<Switched> output) throws Exception {
    var moving = context.recall(Moving.class);
    if (moving.isEmpty()) {
      return Undone.nothing();
    }
    var order = context.input();
    var earlier =
        records().deployments().find(order.app(), order.environment(), moving.get().deployment());
    var closed = context.find(ChooseStrategy.class).filter(ChooseStrategy.Chosen::closed);
    var standing =
        earlier.isPresent() && closed.isEmpty()
            ? standing(context, earlier.get())
            : List.<InstanceRef>of();
    machinery()
        .traffic()
        .change(
            order.app(),
            order.environment(),
            now -> moving.get().before().closedLike(now).movedTo(standing));
    var deployment = deployment(context);
    context.transact(
        handle -> {
          records().deployments().fail(handle, deployment, earlier);
          return deployment;
        });
    return Undone.with(
        earlier
            .map(one -> one.releaseVersion() + " 100 %, " + order.version() + " drained")
            .orElse("nothing serves, as before"));
  }

  /** The old instances: as they stand, or started again when the machine took them meanwhile. */
  private List<InstanceRef> standing(StepContext<DeployOrder> context, Deployment earlier)
      throws InterruptedException {
    var running = machinery().running().instances().running(earlier);
    var started = releases().start(earlier, context::checkStop);
    if (running.size() < started.size()) {
      releases().awaitReady(releases().environment(earlier), started, context::say);
    }
    return started;
  }
}
