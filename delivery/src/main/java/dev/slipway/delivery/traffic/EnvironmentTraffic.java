package dev.slipway.delivery.traffic;

import dev.slipway.protocol.edge.Certificate;
import dev.slipway.protocol.edge.Pool;
import dev.slipway.protocol.edge.Site;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** One environment's part of the routing table. */
public record EnvironmentTraffic(
    List<Site> sites, List<Pool> pools, List<Certificate> certificates) {
  public static final EnvironmentTraffic NONE =
      new EnvironmentTraffic(List.of(), List.of(), List.of());

  public EnvironmentTraffic {
    sites = List.copyOf(sites);
    pools = List.copyOf(pools);
    certificates = List.copyOf(certificates);
  }

  public Optional<Pool> pool(String name) {
    return pools.stream().filter(pool -> pool.name().equals(name)).findFirst();
  }

  public EnvironmentTraffic withSites(List<Site> changed) {
    return new EnvironmentTraffic(changed, pools, certificates);
  }

  public EnvironmentTraffic withPools(List<Pool> changed) {
    return new EnvironmentTraffic(sites, changed, certificates);
  }

  public EnvironmentTraffic eachSite(UnaryOperator<Site> change) {
    return withSites(sites.stream().map(change).toList());
  }
}
