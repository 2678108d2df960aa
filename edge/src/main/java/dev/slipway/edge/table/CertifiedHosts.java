package dev.slipway.edge.table;

import dev.slipway.protocol.edge.Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Which hosts have a certificate of their own, and not the edge's self-signed one. */
final class CertifiedHosts {
  private final Set<String> names;

  CertifiedHosts(List<Certificate> certificates) {
    names =
        certificates.stream()
            .map(Certificate::hosts)
            .flatMap(Collection::stream)
            .collect(Collectors.toUnmodifiableSet());
  }

  boolean haveAll(List<String> hosts) {
    return hosts.stream().allMatch(this::have);
  }

  /** A wildcard stands for one label. */
  private boolean have(String host) {
    var dot = host.indexOf('.');
    return names.contains(host) || dot > 0 && names.contains("*" + host.substring(dot));
  }
}
