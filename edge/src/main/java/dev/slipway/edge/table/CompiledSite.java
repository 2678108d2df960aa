package dev.slipway.edge.table;

import dev.slipway.edge.gate.SiteGate;
import dev.slipway.edge.pool.CompiledPool;
import dev.slipway.protocol.edge.Destination;
import dev.slipway.protocol.edge.Route;
import dev.slipway.protocol.edge.Site;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A site with its routes in the form that requests are looked up in. */
public final class CompiledSite {
  /**
   * A route and, if it leads to instances, their pool.
   *
   * @param pool null for files and redirects
   */
  public record CompiledRoute(Destination destination, @Nullable CompiledPool pool) {}

  private final Site site;
  private final PathIndex<CompiledRoute> routes;
  private final SiteGate gate;
  private final AddedHeaders added;
  private final AddedHeaders addedSecure;
  private final long answerNanos;
  private final long idleNanos;

  CompiledSite(Site site, Map<String, CompiledPool> pools) {
    this.site = site;
    var byPath = new HashMap<String, CompiledRoute>();
    for (var route : site.routes()) {
      byPath.put(route.path(), compile(route, pools));
    }
    routes = new PathIndex<>(byPath);
    gate = new SiteGate(site);
    added = new AddedHeaders(site.policy().headers());
    addedSecure = new AddedHeaders(withTransportSecurity(site));
    answerNanos = site.policy().limits().answer().toNanos();
    idleNanos = site.policy().limits().idle().toNanos();
  }

  private static CompiledRoute compile(Route route, Map<String, CompiledPool> pools) {
    var destination = route.destination();
    return new CompiledRoute(
        destination, destination instanceof Destination.ToPool(var name) ? pools.get(name) : null);
  }

  public Site site() {
    return site;
  }

  /** The route of a path, or null. */
  public @Nullable CompiledRoute route(byte[] bytes, int from, int to) {
    return routes.find(bytes, from, to);
  }

  /** What the site adds to its answers; over TLS also that browsers shall stay with it. */
  public AddedHeaders added(boolean secure) {
    return secure ? addedSecure : added;
  }

  private static Map<String, String> withTransportSecurity(Site site) {
    var headers = new HashMap<>(site.policy().headers());
    site.https()
        .strictTransport()
        .ifPresent(value -> headers.put("strict-transport-security", value));
    return headers;
  }

  public boolean compress() {
    return site.policy().compress();
  }

  public SiteGate gate() {
    return gate;
  }

  public long answerNanos() {
    return answerNanos;
  }

  public long idleNanos() {
    return idleNanos;
  }
}
