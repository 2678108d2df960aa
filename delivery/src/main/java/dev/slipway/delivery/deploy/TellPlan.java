package dev.slipway.delivery.deploy;

import dev.slipway.delivery.Records;
import dev.slipway.delivery.approval.Need;
import dev.slipway.operations.Result;
import dev.slipway.operations.StepContext;
import java.util.List;

/** Puts together what is known of a deployment before it begins. */
final class TellPlan extends DeployStep<TellPlan.Told> {
  /**
   * @param need who would be asked
   * @param lines as a person reads it
   */
  record Told(String version, Need need, List<String> lines) {}

  TellPlan(Records records, Machinery machinery) {
    super(records, machinery);
  }

  @Override
  public String name() {
    return "Plan";
  }

  @Override
  public Result<Told> perform(StepContext<DeployOrder> context) {
    var rehearsed =
        context.find(RehearseMigrations.class).orElse(new RehearseMigrations.Rehearsed(List.of()));
    var release = context.output(BuildRelease.class);
    var hash = PlanHash.of(build(context), release.configuration(), rehearsed.plans());
    var need = ApprovePlan.need(environment(context), rehearsed, hash, ApprovePlan.broken(context));
    var old = context.find(TryCode.class).flatMap(TryCode.OnNewSchema::old);
    var known =
        new PlanLines.Known(
            context.input(), environment(context), build(context), rehearsed, old, need);
    var lines = new PlanLines(records(), machinery(), known, context.now()).all();
    return Result.done(
        new Told(context.input().version(), need, lines), "plan " + need.shortHash());
  }
}
