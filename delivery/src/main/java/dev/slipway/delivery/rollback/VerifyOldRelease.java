package dev.slipway.delivery.rollback;

import dev.slipway.checks.declared.Situation;
import dev.slipway.checks.http.Target;
import dev.slipway.delivery.Records;
import dev.slipway.delivery.deploy.CheckRuns;
import dev.slipway.delivery.deploy.Machinery;
import dev.slipway.operations.Result;
import dev.slipway.operations.StepContext;
import java.net.URI;
import java.util.Optional;

/** Asks instances that were started anew what a user would ask them, before any user does. */
final class VerifyOldRelease extends RollbackStep<CheckRuns.Checked> {
  VerifyOldRelease(Records records, Machinery machinery) {
    super(records, machinery);
  }

  @Override
  public String name() {
    return "Verify";
  }

  @Override
  public Result<CheckRuns.Checked> perform(StepContext<RollbackOrder> context) {
    var started = context.output(StartOldRelease.class);
    if (started.stood() && context.input().exit() == Exit.CODE) {
      return Result.skipped("it served until " + from(context).version() + " came");
    }
    var runs =
        new CheckRuns(environment(context), Situation.verify(context::now), variables(context));
    var checked = runs.runGoingBack(context, service -> target(runs, started, service));
    return checked.results().isEmpty()
        ? Result.skipped("no checks before the switch")
        : Result.done(checked, checked.results().size() + " checks before any traffic");
  }

  private Optional<Target> target(CheckRuns runs, StartOldRelease.Started started, String service) {
    return started.instances().stream()
        .filter(ref -> ref.service().equals(service))
        .findFirst()
        .map(
            ref -> {
              var direct = Target.at(CheckRuns.address(ref.address(), ref.port()));
              return runs.host(service)
                  .map(host -> machinery().running().addresses().publicUrl(host))
                  .map(url -> direct.under(URI.create(url)))
                  .orElse(direct);
            });
  }
}
