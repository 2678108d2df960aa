package dev.slipway.delivery.deploy;

import dev.slipway.delivery.instances.ReleaseInstances;
import dev.slipway.kit.ByteSize;
import dev.slipway.manifest.resolved.ResolvedEnvironment;
import java.util.List;

/**
 * Whether the machine has the disk and the memory for one more release beside the one that runs.
 */
record MachineRoom(Machinery machinery) {
  private static final ByteSize DISK = ByteSize.ofMebibytes(1024);
  private static final ByteSize DATABASE = ByteSize.ofMebibytes(256);

  /** Limits are what instances may use at most; so much of it is expected to be used. */
  private static final double EXPECTED_USE = 0.5;

  List<Evidence> look(ResolvedEnvironment environment) {
    var headroom = machinery.running().instances().headroom();
    var disk =
        headroom.disk().compareTo(DISK) < 0
            ? Evidence.bad(
                "disk",
                headroom.disk().human() + " free, " + DISK.human() + " needed",
                "make room, or remove old releases")
            : Evidence.good("disk", headroom.disk().human() + " free");
    var wanted = wanted(environment);
    var memory =
        headroom.memory().compareTo(wanted) < 0
            ? Evidence.bad(
                "memory",
                headroom.memory().human() + " free, " + wanted.human() + " needed",
                "lower services.….resources.memory or replicas, or stop something")
            : Evidence.good(
                "memory", headroom.memory().human() + " free, " + wanted.human() + " needed");
    return List.of(disk, memory);
  }

  private static ByteSize wanted(ResolvedEnvironment environment) {
    var instances =
        ReleaseInstances.running(environment).stream()
            .mapToLong(
                service ->
                    (long)
                        (service.value().resources().memory().bytes()
                            * EXPECTED_USE
                            * service.value().replicas()))
            .sum();
    return new ByteSize(instances + DATABASE.bytes() * environment.databases().size());
  }
}
