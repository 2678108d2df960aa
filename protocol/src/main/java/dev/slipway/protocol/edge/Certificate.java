package dev.slipway.protocol.edge;

import java.util.List;

/**
 * A certificate in files. The edge reads them when a table names them and again when they change.
 *
 * @param hosts names it is served for, wildcards as {@code *.erp.example}
 * @param chain PEM, the site's own certificate first
 * @param key PEM, PKCS 8, readable by the edge alone
 */
public record Certificate(List<String> hosts, String chain, String key) {
  public Certificate {
    hosts = Given.list(hosts);
  }
}
