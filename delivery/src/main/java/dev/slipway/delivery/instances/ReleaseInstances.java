package dev.slipway.delivery.instances;

import dev.slipway.catalog.Build;
import dev.slipway.catalog.Deployment;
import dev.slipway.kit.Problem;
import dev.slipway.manifest.model.Health;
import dev.slipway.manifest.model.Service;
import dev.slipway.manifest.model.ServiceKind;
import dev.slipway.manifest.resolved.ResolvedEnvironment;
import dev.slipway.runtime.contract.Artefact;
import dev.slipway.runtime.contract.Headroom;
import dev.slipway.runtime.contract.HealthQuestion;
import dev.slipway.runtime.contract.Instance;
import dev.slipway.runtime.contract.InstanceId;
import dev.slipway.runtime.contract.InstanceRuntime;
import dev.slipway.runtime.contract.InstanceSpec;
import dev.slipway.runtime.contract.InstanceStatus;
import dev.slipway.runtime.contract.Launch;
import dev.slipway.runtime.contract.Lifetime;
import dev.slipway.runtime.contract.Limits;
import dev.slipway.runtime.contract.Readiness;
import dev.slipway.runtime.contract.ReadinessProbe;
import dev.slipway.runtime.contract.ReadinessWait;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The instances of one deployment. Their names follow from the deployment's number, so that whoever
 * asks again after a crash finds them instead of making more.
 */
public final class ReleaseInstances {
  private static final Duration ALIVE_SINCE = Duration.ofSeconds(2);

  private final InstanceRuntime runtime;

  public ReleaseInstances(InstanceRuntime runtime) {
    this.runtime = runtime;
  }

  public Headroom headroom() {
    return runtime.headroom();
  }

  /** The name of an instance; counts from 1. */
  public static InstanceId id(Deployment deployment, String service, int index) {
    return new InstanceId(
        deployment.app()
            + "-"
            + deployment.environment()
            + "-"
            + deployment.releaseVersion()
            + "-"
            + service
            + "-"
            + index);
  }

  /** Starts one instance, or finds it running. */
  public InstanceRef start(
      Deployment deployment,
      Build build,
      Named<Service> service,
      int index,
      Map<String, String> env) {
    var part =
        Objects.requireNonNull(
            build.parts().get(service.name()), () -> service.name() + " was not built");
    var artefact = new Artefact(part.digest(), Path.of(part.folder()));
    var command =
        service
            .value()
            .start()
            .orElseThrow(
                () ->
                    Problem.of(
                            Problem.Kind.BAD_INPUT,
                            "SLIP-7613",
                            "services." + service.name() + " has no start command",
                            "write start: in slipway.yaml")
                        .exception());
    var port = service.value().port().map(OptionalInt::of).orElse(OptionalInt.empty());
    var spec =
        new InstanceSpec(
            id(deployment, service.name(), index),
            labels(deployment, service.name()),
            artefact,
            new Launch(command, env, port),
            limits(service.value()),
            Lifetime.Service.USUAL);
    runtime.prepare(artefact);
    return ref(service.name(), runtime.start(spec));
  }

  /** Waits until the instance answers; throws with the cause when it doesn't. */
  public Duration awaitReady(InstanceRef ref, Service service) throws InterruptedException {
    var probe =
        new ReadinessProbe(
            ref.service(),
            question(service.health()),
            service.health().within(),
            "services." + ref.service() + ".port");
    return switch (new ReadinessWait(runtime).await(ref.instance(), probe)) {
      case Readiness.Ready ready -> ready.after();
      case Readiness.NotReady notReady -> throw notReady.problem().exception();
    };
  }

  private static HealthQuestion question(Health health) {
    return switch (health.kind()) {
      case HTTP ->
          new HealthQuestion.Http(
              health.path(), health.status().least(), health.status().greatest(), health.timeout());
      case TCP -> new HealthQuestion.Port();
      case COMMAND, ALIVE -> new HealthQuestion.Alive(ALIVE_SINCE);
    };
  }

  /** The instances of a deployment that are there, running or not. */
  public List<Instance> of(Deployment deployment) {
    return all().stream().filter(instance -> isOf(deployment, instance)).toList();
  }

  /** All there are, of whatever deployment. */
  public List<Instance> all() {
    return runtime.list();
  }

  public boolean isOf(Deployment deployment, Instance instance) {
    return labels(deployment, "").entrySet().stream()
        .filter(label -> !label.getKey().equals("service"))
        .allMatch(label -> label.getValue().equals(instance.labels().get(label.getKey())));
  }

  /** Those of them that run now, by service. */
  public List<InstanceRef> running(Deployment deployment) {
    return of(deployment).stream()
        .filter(instance -> instance.status() instanceof InstanceStatus.Running)
        .map(instance -> ref(instance.labels().getOrDefault("service", ""), instance))
        .toList();
  }

  /** How one instance is right now; empty when it isn't there. */
  public Optional<InstanceStatus> status(InstanceRef ref) {
    return runtime.find(ref.instance()).map(Instance::status);
  }

  /** What it wrote last. */
  public List<String> lastWords(InstanceRef ref, int lines) {
    return lastWords(ref.instance(), lines);
  }

  public List<String> lastWords(InstanceId id, int lines) {
    return runtime.output(id).last(lines);
  }

  /** Stops and forgets the deployment's instances. */
  public int retire(Deployment deployment, Duration grace) {
    return retire(of(deployment), grace);
  }

  /** Stops and forgets the deployment's instances of some services. */
  public int retire(Deployment deployment, Set<String> services, Duration grace) {
    var instances =
        of(deployment).stream()
            .filter(instance -> services.contains(instance.labels().getOrDefault("service", "")))
            .toList();
    return retire(instances, grace);
  }

  private int retire(List<Instance> instances, Duration grace) {
    stop(instances, grace);
    instances.forEach(instance -> runtime.remove(instance.id()));
    return instances.size();
  }

  /** Stops the deployment's instances; they and what they wrote stay known. */
  public void stop(Deployment deployment, Duration grace) {
    stop(of(deployment), grace);
  }

  private void stop(List<Instance> instances, Duration grace) {
    // One thread each: the grace of one is not waited for by the others.
    var stops =
        instances.stream()
            .map(instance -> Thread.ofVirtual().start(() -> runtime.stop(instance.id(), grace)))
            .toList();
    for (var stop : stops) {
      join(stop);
    }
  }

  private static void join(Thread stop) {
    try {
      stop.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Services that run as instances; static sites are files. */
  public static boolean runs(Service service) {
    return service.kind() == ServiceKind.WEB || service.kind() == ServiceKind.WORKER;
  }

  /** Services of the environment that run, by name. */
  public static List<Named<Service>> running(ResolvedEnvironment environment) {
    return environment.services().entrySet().stream()
        .filter(entry -> runs(entry.getValue()))
        .map(entry -> new Named<>(entry.getKey(), entry.getValue()))
        .toList();
  }

  /** A part of the manifest with its name. */
  public record Named<T>(String name, T value) {}

  static InstanceRef ref(String service, Instance instance) {
    return new InstanceRef(
        service,
        instance.id().value(),
        instance.address().getAddress().getHostAddress(),
        instance.address().getPort());
  }

  private static Map<String, String> labels(Deployment deployment, String service) {
    return Map.of(
        "app", deployment.app(),
        "environment", deployment.environment(),
        "service", service,
        "release", deployment.releaseVersion());
  }

  /** What one instance of the service may use. */
  public static Limits limits(Service service) {
    return new Limits(
        Optional.of(service.resources().memory()),
        service.resources().cpu().map(OptionalDouble::of).orElse(OptionalDouble.empty()),
        OptionalInt.empty());
  }
}
