package dev.slipway.delivery.deploy;

import dev.slipway.build.CommitRefs;
import dev.slipway.catalog.Deployment;
import dev.slipway.delivery.Records;
import dev.slipway.manifest.model.Trigger;
import dev.slipway.manifest.resolved.ResolvedEnvironment;
import dev.slipway.runtime.contract.InstanceStatus;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Everything that is looked at before a deployment begins, each with its evidence. */
public record Checklist(Records records, Machinery machinery, Instant now) {

  /**
   * @param folder the sources
   */
  public List<Evidence> look(ResolvedEnvironment environment, Path folder) {
    var evidence = new ArrayList<Evidence>();
    evidence.add(
        Evidence.good(
            "slipway.yaml",
            count(environment.services().size(), "service")
                + ", "
                + count(environment.databases().size(), "database")));
    evidence.add(new FreezeWindows(FreezeWindows.of(records, environment), now).look());
    evidence.addAll(new MachineRoom(machinery).look(environment));
    evidence.addAll(new DatabasesReady(machinery, now).look(environment));
    evidence.addAll(new VariablesReady(records, machinery).look(environment, folder));
    evidence.addAll(BuildVariables.look(environment));
    evidence.addAll(new HostNames(machinery.traffic()).look(environment));
    evidence.add(
        new CertificateReady(now, machinery.certificates().canOrder()).look(environment, folder));
    evidence.add(approvals(environment));
    evidence.add(whatServes(environment));
    trigger(environment).ifPresent(evidence::add);
    return evidence;
  }

  private static Evidence approvals(ResolvedEnvironment environment) {
    var roles = environment.settings().approvals();
    if (roles.isEmpty() && environment.settings().trigger() instanceof Trigger.Approved) {
      return Evidence.good("approvals", "asked for, once the plan is known: one person");
    }
    return Evidence.good(
        "approvals",
        roles.isEmpty()
            ? "nobody is asked unless the plan is a danger"
            : "asked for, once the plan is known: " + String.join(", ", roles));
  }

  private Optional<Evidence> trigger(ResolvedEnvironment environment) {
    return switch (environment.settings().trigger()) {
      case Trigger.Manual manual -> Optional.empty();
      case Trigger.After after ->
          Optional.of(
              Evidence.good(
                  "trigger", "follows " + after.environment() + " once its criteria are met"));
      case Trigger.Push push -> Optional.of(watched(environment, push + ": each is deployed"));
      case Trigger.Tag tag -> Optional.of(watched(environment, tag + ": each new one is deployed"));
      case Trigger.Approved approved ->
          Optional.of(
              watched(environment, approved + ": each push goes on once somebody approved it"));
    };
  }

  /** What is pushed is looked for in the application's folder, wherever these sources lie. */
  private Evidence watched(ResolvedEnvironment environment, String fact) {
    return records
        .apps()
        .find(environment.app())
        .filter(app -> !CommitRefs.isInRepository(app.folder()))
        .map(
            app ->
                Evidence.caution(
                    "trigger",
                    environment.settings().trigger()
                        + " is not seen: "
                        + app.folder()
                        + " is in no git repository",
                    "put it under git, or write trigger: manual"))
        .orElseGet(() -> Evidence.good("trigger", fact));
  }

  private Evidence whatServes(ResolvedEnvironment environment) {
    return records
        .deployments()
        .serving(environment.app(), environment.name())
        .map(this::health)
        .orElse(Evidence.good("serving", "nothing serves yet"));
  }

  private Evidence health(Deployment serving) {
    var instances = machinery.running().instances().of(serving);
    var well =
        instances.stream().filter(one -> one.status() instanceof InstanceStatus.Running).count();
    var fact = serving.version() + " serves, " + well + " of " + instances.size() + " run";
    return well == instances.size()
        ? Evidence.good("serving", fact)
        : Evidence.caution("serving", fact, "it is not well before this: slipway status shows why");
  }

  static String count(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
