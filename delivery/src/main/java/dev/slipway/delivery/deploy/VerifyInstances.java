package dev.slipway.delivery.deploy;

import dev.slipway.checks.declared.Situation;
import dev.slipway.checks.http.Target;
import dev.slipway.delivery.Records;
import dev.slipway.delivery.instances.InstanceRef;
import dev.slipway.manifest.model.CheckMoment;
import dev.slipway.operations.Result;
import dev.slipway.operations.StepContext;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Asks the new instances what a user would ask them, before any user reaches them. */
final class VerifyInstances extends DeployStep<CheckRuns.Checked> {
  VerifyInstances(Records records, Machinery machinery) {
    super(records, machinery);
  }

  @Override
  public String name() {
    return "Verify";
  }

  @Override
  public Result<CheckRuns.Checked> perform(StepContext<DeployOrder> context) {
    var instances =
        context.find(StartInstances.class).map(StartInstances.Started::instances).orElse(List.of());
    var runs = new CheckRuns(environment(context), situation(context), variables(context));
    var checked = runs.run(context, service -> target(runs, instances, service));
    note(context, "verify", checked.results());
    return checked.results().isEmpty()
        ? Result.skipped("no checks before the switch")
        : Result.done(checked, count(checked) + " before any traffic");
  }

  private Situation situation(StepContext<DeployOrder> context) {
    return new Situation(
        CheckMoment.VERIFY, CountRows.of(context, this), Optional.empty(), context::now);
  }

  private Optional<Target> target(CheckRuns runs, List<InstanceRef> instances, String service) {
    return instances.stream()
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

  static String count(CheckRuns.Checked checked) {
    var number = checked.results().size();
    return number + (number == 1 ? " check" : " checks");
  }
}
