package dev.slipway.delivery.rollback;

import dev.slipway.checks.declared.Situation;
import dev.slipway.delivery.Records;
import dev.slipway.delivery.deploy.CheckRuns;
import dev.slipway.delivery.deploy.Machinery;
import dev.slipway.delivery.traffic.EdgeHosts;
import dev.slipway.manifest.model.CheckMoment;
import dev.slipway.operations.Result;
import dev.slipway.operations.StepContext;
import java.util.Map;
import java.util.Optional;

/** Asks through the edge, and opens what was closed for the rollback. */
final class ConfirmOldRelease extends RollbackStep<CheckRuns.Checked> {
  ConfirmOldRelease(Records records, Machinery machinery) {
    super(records, machinery);
  }

  @Override
  public String name() {
    return "Confirm";
  }

  @Override
  public Result<CheckRuns.Checked> perform(StepContext<RollbackOrder> context) {
    var order = context.input();
    var environment = environment(context);
    var situation = new Situation(CheckMoment.CONFIRM, Map.of(), Optional.empty(), context::now);
    var runs = new CheckRuns(environment, situation, variables(context));
    var hosts = new EdgeHosts(environment, machinery().running().addresses());
    var passing = machinery().doors().passing(order.app(), order.environment());
    var checked =
        runs.runGoingBack(
            context, service -> runs.host(service).map(host -> hosts.named(host).sending(passing)));
    if (order.exit() == Exit.DATA) {
      machinery().doors().open(order.app(), order.environment(), order.version());
      context.say("open to users again");
    }
    return checked.results().isEmpty()
        ? Result.skipped("no checks through the edge")
        : Result.done(checked, checked.results().size() + " checks through the edge");
  }
}
