package dev.slipway.delivery.instances;

import dev.slipway.catalog.Build;
import dev.slipway.delivery.instances.ReleaseInstances.Named;
import dev.slipway.manifest.model.Service;
import dev.slipway.runtime.contract.Artefact;
import dev.slipway.runtime.contract.Instance;
import dev.slipway.runtime.contract.InstanceId;
import dev.slipway.runtime.contract.InstanceRuntime;
import dev.slipway.runtime.contract.InstanceSpec;
import dev.slipway.runtime.contract.Launch;
import dev.slipway.runtime.contract.Lifetime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * Instances of a release that are only tried: no traffic ever reaches them. Their names follow from
 * the trial's, so that whoever comes after a crash clears them away by it.
 */
public final class TrialInstances {
  private static final String TRIAL = "trial";
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final InstanceRuntime runtime;

  public TrialInstances(InstanceRuntime runtime) {
    this.runtime = runtime;
  }

  /**
   * Starts one.
   *
   * @param trial such as {@code ledger-production-o41}
   */
  public InstanceRef start(
      String trial, Build build, Named<Service> service, Map<String, String> env) {
    var part =
        Objects.requireNonNull(
            build.parts().get(service.name()), () -> service.name() + " was not built");
    var artefact = new Artefact(part.digest(), Path.of(part.folder()));
    var spec =
        new InstanceSpec(
            new InstanceId(trial + "-" + service.name()),
            Map.of(TRIAL, trial, "service", service.name()),
            artefact,
            // A port of its own: the release that serves may hold the one that it is used to.
            new Launch(service.value().start().orElseThrow(), env, OptionalInt.empty()),
            ReleaseInstances.limits(service.value()),
            Lifetime.Service.USUAL);
    runtime.prepare(artefact);
    return ReleaseInstances.ref(service.name(), runtime.start(spec));
  }

  /** Ends all of a trial and forgets them. */
  public void end(String trial) {
    List<Instance> left =
        runtime.list().stream()
            .filter(instance -> trial.equals(instance.labels().get(TRIAL)))
            .toList();
    for (var instance : left) {
      runtime.stop(instance.id(), GRACE);
      runtime.remove(instance.id());
    }
  }
}
