package dev.slipway.protocol.edge;

import java.util.List;

/**
 * Everything the edge serves, as one value: the edge takes a whole table or none of it.
 *
 * @param version grows with each table; the edge refuses to go back
 * @param sites who answers for which host names
 * @param pools the instances behind the sites
 * @param certificates files the edge reads; a host without one gets a self-signed certificate
 */
public record RoutingTable(
    long version, List<Site> sites, List<Pool> pools, List<Certificate> certificates) {

  /** What an edge serves that was never told anything: nothing. */
  public static final RoutingTable EMPTY = new RoutingTable(0, List.of(), List.of(), List.of());

  public RoutingTable {
    sites = Given.list(sites);
    pools = Given.list(pools);
    certificates = Given.list(certificates);
  }

  public RoutingTable withVersion(long newVersion) {
    return new RoutingTable(newVersion, sites, pools, certificates);
  }
}
