package dev.slipway.delivery.deploy;

import dev.slipway.checks.declared.Situation;
import dev.slipway.checks.http.Target;
import dev.slipway.delivery.Records;
import dev.slipway.manifest.model.CheckMoment;
import dev.slipway.operations.Result;
import dev.slipway.operations.StepContext;
import java.net.URI;
import java.util.Optional;

/**
 * Asks as a user would, through the edge: what answers now is the new release. An environment that
 * was closed for the deployment is asked with a pass.
 */
final class ConfirmThroughEdge extends DeployStep<CheckRuns.Checked> {
  private static final String EDGE = "127.0.0.1";

  ConfirmThroughEdge(Records records, Machinery machinery) {
    super(records, machinery);
  }

  @Override
  public String name() {
    return "Confirm";
  }

  @Override
  public Result<CheckRuns.Checked> perform(StepContext<DeployOrder> context) {
    var situation =
        new Situation(
            CheckMoment.CONFIRM, CountRows.of(context, this), Optional.empty(), context::now);
    var runs = new CheckRuns(environment(context), situation, variables(context));
    var order = context.input();
    var passing = machinery().doors().passing(order.app(), order.environment());
    var checked =
        runs.run(context, service -> target(runs, service).map(found -> found.sending(passing)));
    note(context, "confirm", checked.results());
    return checked.results().isEmpty()
        ? Result.skipped("no checks through the edge")
        : Result.done(checked, VerifyInstances.count(checked) + " through the edge");
  }

  /** The edge of this machine, asked under the name that people use. */
  private Optional<Target> target(CheckRuns runs, String service) {
    return runs.host(service)
        .map(host -> URI.create(machinery().running().addresses().publicUrl(host)))
        .map(url -> Target.at(CheckRuns.address(EDGE, Target.port(url))).under(url));
  }
}
