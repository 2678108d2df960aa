package dev.slipway.runtime.process;

import dev.slipway.runtime.contract.Artefact;
import dev.slipway.runtime.contract.InstanceId;
import dev.slipway.runtime.contract.InstanceSpec;
import dev.slipway.runtime.contract.Launch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** A control plane that starts, stops and removes instances until it is killed. */
final class DyingControlPlane {
  private DyingControlPlane() {}

  static InstanceSpec spec(Path home, int number) {
    var artefact = new Artefact("sha256:" + "0".repeat(64), home.resolve("artefact"));
    return InstanceSpec.service(
        new InstanceId("death-" + number),
        artefact,
        Launch.of("trap 'exit 0' TERM; while :; do sleep 0.05; done"));
  }

  public static void main(String[] arguments) {
    var home = Path.of(arguments[0]);
    var random = RandomGenerator.getDefault();
    var runtime = ProcessRuntime.open(home);
    runtime.reconcile();
    System.out.println("ready");
    while (true) {
      var spec = spec(home, random.nextInt(4));
      switch (random.nextInt(4)) {
        case 0 -> runtime.stop(spec.id(), Duration.ofSeconds(5));
        case 1 -> runtime.remove(spec.id());
        default -> runtime.start(spec);
      }
    }
  }
}
