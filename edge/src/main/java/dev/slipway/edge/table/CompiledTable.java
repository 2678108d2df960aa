package dev.slipway.edge.table;

import dev.slipway.edge.pool.CompiledPool;
import dev.slipway.edge.pool.Inquiry;
import dev.slipway.edge.pool.Instance;
import dev.slipway.edge.pool.Instances;
import dev.slipway.protocol.edge.RoutingTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A routing table as requests see it. */
public final class CompiledTable {
  private final RoutingTable table;
  private final Map<String, CompiledPool> pools = new HashMap<>();
  private final List<CompiledSite> all = new ArrayList<>();
  private final HostIndex<CompiledSite> sites;

  /** Keeps what clients have used up of limits that stay the same; before anyone is served. */
  public void continueFrom(CompiledTable before) {
    for (var site : all) {
      for (var old : before.all) {
        if (old.site().environment().equals(site.site().environment())) {
          site.gate().continueFrom(old.gate());
        }
      }
    }
  }

  public CompiledTable(RoutingTable table, Instances instances) {
    this.table = table;
    table.pools().forEach(pool -> pools.put(pool.name(), new CompiledPool(pool, instances)));
    var byHost = new HashMap<String, CompiledSite>();
    var certified = new CertifiedHosts(table.certificates());
    for (var site : table.sites()) {
      var https = site.https().now(certified.haveAll(site.hosts()));
      var compiled = new CompiledSite(site.withHttps(https), pools);
      all.add(compiled);
      site.hosts().forEach(host -> byHost.put(host, compiled));
    }
    sites = new HostIndex<>(byHost);
  }

  public RoutingTable table() {
    return table;
  }

  /** The site of a host in lower case, or null. */
  public @Nullable CompiledSite site(byte[] bytes, int from, int to) {
    return sites.find(bytes, from, to);
  }

  public @Nullable CompiledPool pool(String name) {
    return pools.get(name);
  }

  public Collection<CompiledPool> pools() {
    return pools.values();
  }

  /** The instances that want to be asked how they are. */
  public Map<Instance, Inquiry> checks() {
    var checks = new HashMap<Instance, Inquiry>();
    for (var pool : pools.values()) {
      var check = pool.pool().health();
      if (check != null) {
        var inquiry = new Inquiry(check, pool.pool().policy().http2());
        pool.instances().forEach(instance -> checks.put(instance, inquiry));
      }
    }
    return checks;
  }

  public Set<Instance> instances() {
    var all = new HashSet<Instance>();
    pools.values().forEach(pool -> all.addAll(pool.instances()));
    return all;
  }
}
