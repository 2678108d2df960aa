package dev.slipway.protocol.edge;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One environment of an application as browsers see it.
 *
 * @param environment its name in logs and figures, such as {@code erp/production}
 * @param hosts exact names ({@code erp.example}), tenant wildcards ({@code *.erp.example}) or
 *     {@code *} for every host that nobody else has; a port in the request is ignored
 * @param routes the longest matching path wins
 * @param maintenance null while the environment is open
 */
public record Site(
    String environment,
    List<String> hosts,
    List<Route> routes,
    @Nullable Maintenance maintenance,
    Https https,
    SitePolicy policy) {

  public Site {
    hosts = Given.list(hosts);
    routes = Given.list(routes);
    https = Given.or(https, Https.OPTIONAL);
    policy = Given.or(policy, SitePolicy.DEFAULT);
  }

  /** A site that sends everything to one pool, with the default policy. */
  public static Site of(String environment, List<String> hosts, String pool) {
    return new Site(
        environment,
        hosts,
        List.of(new Route("/", new Destination.ToPool(pool))),
        null,
        Https.OPTIONAL,
        SitePolicy.DEFAULT);
  }

  public Site withMaintenance(@Nullable Maintenance changed) {
    return new Site(environment, hosts, routes, changed, https, policy);
  }

  public Site withHttps(Https changed) {
    return new Site(environment, hosts, routes, maintenance, changed, policy);
  }

  public Site withPolicy(SitePolicy changed) {
    return new Site(environment, hosts, routes, maintenance, https, changed);
  }

  public Site withRoutes(List<Route> changed) {
    return new Site(environment, hosts, changed, maintenance, https, policy);
  }
}
