package dev.slipway.delivery.traffic;

import dev.slipway.delivery.instances.InstanceRef;
import dev.slipway.protocol.edge.Pool;
import dev.slipway.protocol.edge.Site;
import dev.slipway.protocol.edge.Target;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** One environment's part of the routing table. */
public record EnvironmentTraffic(List<Site> sites, List<Pool> pools) {
  public static final EnvironmentTraffic NONE = new EnvironmentTraffic(List.of(), List.of());

  public EnvironmentTraffic {
    sites = List.copyOf(sites);
    pools = List.copyOf(pools);
  }

  public Optional<Pool> pool(String name) {
    return pools.stream().filter(pool -> pool.name().equals(name)).findFirst();
  }

  public EnvironmentTraffic withSites(List<Site> changed) {
    return new EnvironmentTraffic(changed, pools);
  }

  public EnvironmentTraffic withPools(List<Pool> changed) {
    return new EnvironmentTraffic(sites, changed);
  }

  public EnvironmentTraffic eachTarget(UnaryOperator<Target> change) {
    return withPools(
        pools.stream()
            .map(pool -> pool.withTargets(pool.targets().stream().map(change).toList()))
            .toList());
  }

  /** Its instances at the addresses where they are now. */
  public EnvironmentTraffic movedTo(List<InstanceRef> refs) {
    return eachTarget(
        target ->
            refs.stream()
                .filter(ref -> ref.id().equals(target.instance()))
                .findFirst()
                .map(ref -> at(target, ref))
                .orElse(target));
  }

  private static Target at(Target target, InstanceRef ref) {
    return new Target(
        target.instance(), target.release(), ref.address(), ref.port(), target.weight());
  }

  /** Closed to users if the other is, and open if that is open. */
  public EnvironmentTraffic closedLike(EnvironmentTraffic other) {
    var maintenance = other.sites().isEmpty() ? null : other.sites().getFirst().maintenance();
    return eachSite(site -> site.withMaintenance(maintenance));
  }

  public EnvironmentTraffic eachSite(UnaryOperator<Site> change) {
    return withSites(sites.stream().map(change).toList());
  }
}
