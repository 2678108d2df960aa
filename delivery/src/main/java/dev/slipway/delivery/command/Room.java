package dev.slipway.delivery.command;

import dev.slipway.catalog.Deployment;
import dev.slipway.delivery.instances.ReleaseInstances;
import dev.slipway.delivery.instances.ReleaseStart;
import dev.slipway.kit.Ids;
import dev.slipway.kit.Problem;
import dev.slipway.manifest.resolved.ResolvedEnvironment;
import dev.slipway.runtime.contract.Artefact;
import dev.slipway.runtime.contract.InstanceId;
import dev.slipway.runtime.contract.InstanceSpec;
import dev.slipway.runtime.contract.Launch;
import dev.slipway.runtime.contract.Lifetime;
import dev.slipway.secrets.Mask;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where a command runs: in the artefact of a service of a release, with the variables that its
 * instances have, as the same user and with the same limits.
 */
public final class Room {
  private static final int SECRET_CHARACTERS = 10;
  private static final int LONGEST_NAME = 70;

  private final ReleaseStart releases;

  public Room(ReleaseStart releases) {
    this.releases = releases;
  }

  /**
   * One that is prepared.
   *
   * @param mask hides the secrets that the command knows
   */
  public record Prepared(String release, String service, InstanceSpec spec, Mask mask) {}

  /** The release that is named, or the one that serves. */
  public Deployment release(String app, String environment, Optional<String> named) {
    var deployments = releases.records().deployments();
    if (named.isPresent()) {
      return deployments.get(app, environment, number(named.get()));
    }
    return deployments
        .serving(app, environment)
        .orElseThrow(
            () ->
                Problem.of(
                        Problem.Kind.NOT_FOUND,
                        "SLIP-7730",
                        app + "/" + environment + ": no release serves, so a command has nowhere",
                        "slipway deploy " + app + " " + environment)
                    .exception());
  }

  private static int number(String release) {
    var digits = release.startsWith("v") ? release.substring(1) : release;
    if (!digits.matches("\\d{1,9}")) {
      throw Problem.of(
              Problem.Kind.BAD_INPUT,
              "SLIP-7731",
              "release \"" + release + "\" is not written as releases are",
              "write v53")
          .exception();
    }
    return Integer.parseInt(digits);
  }

  /**
   * @param label under which what is started is found again
   */
  Prepared prepare(
      Deployment deployment,
      Optional<String> named,
      String command,
      Lifetime lifetime,
      String label) {
    var target = deployment.target();
    return prepare(
        deployment,
        named,
        command,
        lifetime,
        new Named(new InstanceId(id(target, label)), label, target));
  }

  /**
   * How an instance is called, and the label under which it is found again.
   *
   * @param value of the label
   */
  public record Named(InstanceId id, String label, String value) {}

  public Prepared prepare(
      Deployment deployment,
      Optional<String> named,
      String command,
      Lifetime lifetime,
      Named instance) {
    if (command.isBlank()) {
      throw Problem.of(
              Problem.Kind.BAD_INPUT, "SLIP-7732", "the command is empty", "write it after --")
          .exception();
    }
    var environment = releases.environment(deployment);
    var service = service(environment, named);
    var part =
        Optional.ofNullable(releases.build(deployment).parts().get(service))
            .orElseThrow(() -> unknown(environment, service));
    var declared =
        Optional.ofNullable(environment.services().get(service))
            .orElseThrow(() -> unknown(environment, service));
    var variables = releases.resolved(deployment, environment, service);
    var spec =
        new InstanceSpec(
            instance.id(),
            Map.of(
                instance.label(),
                instance.value(),
                "of",
                deployment.releaseVersion(),
                "service",
                service),
            new Artefact(part.digest(), Path.of(part.folder())),
            new Launch(command, variables.values(), OptionalInt.empty()),
            ReleaseInstances.limits(declared),
            lifetime);
    return new Prepared(deployment.releaseVersion(), service, spec, variables.mask());
  }

  private static String id(String target, String label) {
    var name = target.replace('/', '-');
    var cut = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
    return cut + "-" + label + "-" + Ids.secret(SECRET_CHARACTERS);
  }

  private static String service(ResolvedEnvironment environment, Optional<String> named) {
    var service =
        named
            .or(environment::mainService)
            .orElseThrow(() -> unknown(environment, named.orElse("")));
    if (!environment.services().containsKey(service)) {
      throw unknown(environment, service);
    }
    return service;
  }

  private static RuntimeException unknown(ResolvedEnvironment environment, String service) {
    return Problem.of(
            Problem.Kind.NOT_FOUND,
            "SLIP-7733",
            environment.app() + "/" + environment.name() + " has no service " + service,
            "it has " + String.join(", ", environment.services().keySet()))
        .exception();
  }
}
