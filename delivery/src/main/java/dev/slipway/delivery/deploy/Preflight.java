package dev.slipway.delivery.deploy;

import dev.slipway.catalog.variables.EnvironmentKey;
import dev.slipway.delivery.Environments;
import dev.slipway.delivery.Records;
import dev.slipway.delivery.instances.ReleaseInstances;
import dev.slipway.kit.Problem;
import dev.slipway.manifest.resolved.ResolvedEnvironment;
import dev.slipway.operations.Result;
import dev.slipway.operations.StepContext;
import dev.slipway.operations.Undone;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at everything that would stop the deployment later, before anything is touched. */
final class Preflight extends DeployStep<Preflight.Passed> {
  /** What was found. */
  record Passed(List<Evidence> evidence) {}

  Preflight(Records records, Machinery machinery) {
    super(records, machinery);
  }

  @Override
  public String name() {
    return "Preflight";
  }

  @Override
  public Result<Passed> perform(StepContext<DeployOrder> context) {
    var order = context.input();
    var manifest = Environments.ofFolder(Path.of(order.folder()));
    var environment = Environments.of(manifest, order.environment());
    var evidence = new ArrayList<Evidence>();
    evidence.add(
        Evidence.good(
            "slipway.yaml",
            count(environment.services().size(), "service")
                + ", "
                + count(environment.databases().size(), "database")));
    evidence.addAll(new MachineRoom(machinery()).look(environment));
    evidence.addAll(variables(environment));
    evidence.addAll(new HostNames(machinery().traffic()).look(environment));
    evidence.add(whatServes(order));
    evidence.forEach(found -> context.say(found.line()));
    var bad = evidence.stream().filter(Evidence::isBad).toList();
    if (!bad.isEmpty()) {
      throw refused(order, bad).exception();
    }
    return Result.done(new Passed(evidence), count(evidence.size(), "check"));
  }

  private List<Evidence> variables(ResolvedEnvironment environment) {
    var key = new EnvironmentKey(environment.app(), environment.name());
    var configuration = records().variables().current(key);
    return ReleaseInstances.running(environment).stream()
        .map(
            service -> {
              var missing =
                  machinery()
                      .running()
                      .variables()
                      .missing(environment, service.name(), configuration);
              return missing.isEmpty()
                  ? Evidence.good("variables of " + service.name(), "none is missing")
                  : Evidence.bad(
                      "variables of " + service.name(),
                      "no value for " + String.join(", ", missing),
                      "slipway env set " + environment.name() + " " + missing.getFirst() + "=…");
            })
        .toList();
  }

  private Evidence whatServes(DeployOrder order) {
    return records()
        .deployments()
        .serving(order.app(), order.environment())
        .map(serving -> Evidence.good("serving", serving.version() + " serves now"))
        .orElse(Evidence.good("serving", "nothing serves yet"));
  }

  private static Problem refused(DeployOrder order, List<Evidence> bad) {
    var facts = bad.stream().map(found -> found.subject() + ": " + found.fact()).toList();
    return Problem.of(
        Problem.Kind.REFUSED,
        "SLIP-7620",
        order.target() + " can't be deployed now: " + String.join("; ", facts),
        bad.getFirst().hint());
  }

  /** The last to be undone: what was asked for did not come about, and the history says so. */
  @Override
  public Undone undo(StepContext<DeployOrder> context, Optional<Passed> output) {
    var deployment = deployment(context);
    context.transact(
        handle -> {
          records().deployments().fail(handle, deployment, Optional.empty());
          return deployment;
        });
    return Undone.nothing();
  }

  private static String count(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
