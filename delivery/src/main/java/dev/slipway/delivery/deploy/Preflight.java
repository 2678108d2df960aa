package dev.slipway.delivery.deploy;

import dev.slipway.delivery.Environments;
import dev.slipway.delivery.Records;
import dev.slipway.kit.Problem;
import dev.slipway.operations.Result;
import dev.slipway.operations.StepContext;
import dev.slipway.operations.Undone;
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
  public Result<Passed> perform(StepContext<DeployOrder> context) throws InterruptedException {
    var order = context.input();
    var folder = folder(order);
    var manifest = Environments.ofFolder(folder);
    var environment = Environments.of(manifest, order.environment());
    var evidence = new Checklist(records(), machinery(), context.now()).look(environment, folder);
    evidence.forEach(found -> context.say(found.line()));
    var bad = evidence.stream().filter(Evidence::isBad).toList();
    if (!bad.isEmpty()) {
      throw refused(order, bad).exception();
    }
    note(context, "preflight", evidence);
    return Result.done(new Passed(evidence), summary(evidence));
  }

  private static String summary(List<Evidence> evidence) {
    var cautions = evidence.stream().filter(found -> found.verdict().equals("caution")).toList();
    return Checklist.count(evidence.size(), "check")
        + (cautions.isEmpty()
            ? ""
            : "; "
                + String.join(
                    "; ",
                    cautions.stream()
                        .map(found -> "▲ " + found.subject() + ": " + found.fact())
                        .toList()));
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
    recorded(context)
        .ifPresent(
            deployment ->
                context.transact(
                    handle -> {
                      records().deployments().fail(handle, deployment, Optional.empty());
                      return deployment;
                    }));
    return Undone.nothing();
  }
}
