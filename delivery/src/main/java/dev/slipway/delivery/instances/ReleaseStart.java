package dev.slipway.delivery.instances;

import dev.slipway.catalog.Build;
import dev.slipway.catalog.Deployment;
import dev.slipway.catalog.variables.EnvironmentKey;
import dev.slipway.catalog.variables.ResolvedVariables;
import dev.slipway.delivery.Environments;
import dev.slipway.delivery.Records;
import dev.slipway.kit.Durations;
import dev.slipway.kit.Problem;
import dev.slipway.manifest.resolved.ResolvedEnvironment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * Brings up the instances of a release: from what was built for it and the variables it was
 * deployed with. What runs already is found and left as it is.
 *
 * @param databases how an environment's database is reached now
 */
public record ReleaseStart(
    Records records,
    ReleaseInstances instances,
    InstanceVariables variables,
    References.Addresses addresses,
    BiFunction<ResolvedEnvironment, String, Optional<References.Databases>> databases) {

  /** What the release was built as. */
  public Build build(Deployment deployment) {
    return records
        .builds()
        .get(
            deployment
                .build()
                .orElseThrow(
                    () ->
                        Problem.of(
                                Problem.Kind.NOT_FOUND,
                                "SLIP-7650",
                                deployment.target()
                                    + ": "
                                    + deployment.version()
                                    + " was never built",
                                "choose a release that has served: slipway releases "
                                    + deployment.app())
                            .exception()));
  }

  public ResolvedEnvironment environment(Deployment deployment) {
    return Environments.of(build(deployment), deployment.environment());
  }

  /**
   * Starts every instance that doesn't run; returns when they are started, not when they answer.
   */
  public List<InstanceRef> start(Deployment deployment, Runnable beforeEach) {
    var build = build(deployment);
    var environment = environment(deployment);
    var started = new ArrayList<InstanceRef>();
    for (var service : ReleaseInstances.running(environment)) {
      var values = variables(deployment, environment, service.name());
      for (var index = 1; index <= service.value().replicas(); index++) {
        beforeEach.run();
        started.add(instances.start(deployment, build, service, index, values));
      }
    }
    return started;
  }

  /** Waits until every one of them answers; the slowest one's time. */
  public Duration awaitReady(
      ResolvedEnvironment environment, List<InstanceRef> refs, Consumer<String> told)
      throws InterruptedException {
    var slowest = Duration.ZERO;
    for (var ref : refs) {
      var service = environment.services().get(ref.service());
      if (service == null) {
        continue;
      }
      var took = instances.awaitReady(ref, service);
      told.accept(ref.id() + " answers on port " + ref.port() + " after " + Durations.human(took));
      slowest = took.compareTo(slowest) > 0 ? took : slowest;
    }
    return slowest;
  }

  /** The environment that a service's instances of the release get. */
  public Map<String, String> variables(
      Deployment deployment, ResolvedEnvironment environment, String service) {
    return resolved(deployment, environment, service).values();
  }

  /** The same, with the mask that hides its secrets. */
  public ResolvedVariables resolved(
      Deployment deployment, ResolvedEnvironment environment, String service) {
    var key = new EnvironmentKey(environment.app(), environment.name());
    var configuration = records.variables().at(key, (int) deployment.configuration());
    var references =
        new References(
            environment,
            deployment.releaseVersion(),
            addresses,
            name -> databases.apply(environment, name));
    return variables.of(environment, service, configuration, references);
  }
}
