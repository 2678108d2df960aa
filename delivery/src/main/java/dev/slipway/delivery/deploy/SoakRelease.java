package dev.slipway.delivery.deploy;

import dev.slipway.checks.Outcome;
import dev.slipway.delivery.Records;
import dev.slipway.delivery.instances.InstanceRef;
import dev.slipway.delivery.watch.WatchPlan;
import dev.slipway.delivery.watch.Watched;
import dev.slipway.delivery.watch.Watching;
import dev.slipway.kit.Problem;
import dev.slipway.manifest.model.ServiceKind;
import dev.slipway.operations.Result;
import dev.slipway.operations.StepContext;
import java.time.Duration;
import java.util.List;

/**
 * Watches the new release while users are on it: its error rate and latency against the limits and
 * against the release before, and whether its instances stand. A long watch holds no thread, and
 * goes on where it was when its worker dies. An environment that was closed for the deployment is
 * watched by our own requests for a while, and then opened.
 */
final class SoakRelease extends DeployStep<SoakRelease.Soaked> {
  /** Users wait: what our own requests show, they show soon. */
  private static final Duration LONGEST_CLOSED = Duration.ofSeconds(10);

  record Soaked(String verdict, Duration length) {}

  SoakRelease(Records records, Machinery machinery) {
    super(records, machinery);
  }

  @Override
  public String name() {
    return "Soak";
  }

  @Override
  public Result<Soaked> perform(StepContext<DeployOrder> context) throws Exception {
    var environment = environment(context);
    var isClosed =
        context.find(ChooseStrategy.class).filter(ChooseStrategy.Chosen::closed).isPresent();
    var plan =
        isClosed ? WatchPlan.soak(environment).atMost(LONGEST_CLOSED) : WatchPlan.soak(environment);
    var isAsked =
        environment.services().values().stream()
            .anyMatch(service -> service.kind() == ServiceKind.WEB && service.reachable());
    if (plan.length().isZero() || !isAsked) {
      open(context, isClosed);
      return Result.skipped(isAsked ? "soak is 0s" : "nobody asks it");
    }
    var consequence = consequence(context.input(), context.output(SwitchTraffic.class).before());
    var watching = watching(context, plan, consequence);
    var from =
        context
            .recall(Watched.class)
            .orElseGet(
                () ->
                    watching
                        .watch()
                        .begin(context.now(), context.output(SwitchTraffic.class).baseline()));
    return switch (watching.go(context, from, instances(context))) {
      case Watching.Progress.Later later -> {
        context.remember(later.watched());
        yield Result.waiting(later.wait("watched until " + from.began().plus(plan.length())));
      }
      case Watching.Progress.Over over -> {
        if (over.verdict().outcome() != Outcome.PASSED) {
          throw unmeasured(over.verdict().fact(), consequence).exception();
        }
        open(context, isClosed);
        yield Result.done(new Soaked(over.verdict().fact(), plan.length()), over.verdict().fact());
      }
    };
  }

  /** Until now nobody but us has written: from here on a restore would lose something. */
  private void open(StepContext<DeployOrder> context, boolean isClosed) {
    if (isClosed) {
      var order = context.input();
      var others = machinery().doors().open(order.app(), order.environment(), order.version());
      context.say(
          others.isEmpty() ? "open to users again" : "still closed by " + others.getFirst().by());
    }
  }

  static Problem unmeasured(String fact, String consequence) {
    return Problem.of(
        Problem.Kind.UNMEASURED,
        "SLIP-7655",
        fact + ": " + consequence,
        "see that the environment's first host name is served by the edge, or write strategy:"
            + " {soak: 0s} to go without");
  }

  static List<InstanceRef> instances(StepContext<DeployOrder> context) {
    return context
        .find(StartInstances.class)
        .map(StartInstances.Started::instances)
        .orElse(List.of());
  }
}
