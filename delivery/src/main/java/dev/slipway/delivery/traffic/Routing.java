package dev.slipway.delivery.traffic;

import dev.slipway.catalog.Build;
import dev.slipway.delivery.instances.InstanceRef;
import dev.slipway.manifest.model.Domain;
import dev.slipway.manifest.model.Health;
import dev.slipway.manifest.model.HealthKind;
import dev.slipway.manifest.model.Hsts;
import dev.slipway.manifest.model.Protocol;
import dev.slipway.manifest.model.Service;
import dev.slipway.manifest.model.ServiceKind;
import dev.slipway.manifest.resolved.ResolvedEnvironment;
import dev.slipway.protocol.edge.Destination;
import dev.slipway.protocol.edge.HealthCheck;
import dev.slipway.protocol.edge.Https;
import dev.slipway.protocol.edge.Pool;
import dev.slipway.protocol.edge.PoolPolicy;
import dev.slipway.protocol.edge.RateLimit;
import dev.slipway.protocol.edge.Route;
import dev.slipway.protocol.edge.Site;
import dev.slipway.protocol.edge.SitePolicy;
import dev.slipway.protocol.edge.Target;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the edge does for one release of an environment. */
public record Routing(ResolvedEnvironment environment, Build build, String release) {

  /** The whole part of the environment, with maintenance left as it is. */
  public EnvironmentTraffic to(EnvironmentTraffic before, List<InstanceRef> instances) {
    var maintenance =
        before.sites().stream().map(Site::maintenance).filter(found -> found != null).findFirst();
    var sites = new ArrayList<Site>();
    for (var domain : environment.settings().domains()) {
      sites.add(site(domain).withMaintenance(maintenance.orElse(null)));
    }
    return new EnvironmentTraffic(sites, pools(instances));
  }

  private Site site(Domain domain) {
    return new Site(
        target(),
        List.of(domain.host()),
        domain
            .redirect()
            .map(to -> List.of(new Route("/", new Destination.Redirect("https://" + to, 308))))
            .orElseGet(() -> routes(domain)),
        null,
        https(),
        SitePolicy.DEFAULT.withRateLimits(rateLimits(domain)));
  }

  /**
   * What one client may ask of each service that answers under the host. One at {@code /} counts
   * what goes to the services below it, too.
   */
  private List<RateLimit> rateLimits(Domain domain) {
    return environment.services().entrySet().stream()
        .filter(entry -> entry.getValue().reachable())
        .filter(entry -> domain.service().map(entry.getKey()::equals).orElse(true))
        .flatMap(
            entry ->
                entry.getValue().rateLimit().stream()
                    .map(
                        limit ->
                            new RateLimit(
                                entry.getKey(),
                                entry.getValue().path(),
                                null,
                                limit.requests(),
                                limit.per())))
        .toList();
  }

  /**
   * Unless the file says otherwise, plain requests are redirected as soon as the host has a
   * certificate that browsers trust. Who asks for the health of an instance may ask plainly.
   */
  private Https https() {
    var wanted = environment.settings().https();
    var hsts = wanted.hsts();
    return new Https(
        wanted.redirect().orElse(true),
        wanted.redirect().isEmpty(),
        hsts.map(Hsts::age).orElse(Duration.ZERO),
        hsts.map(Hsts::subdomains).orElse(false),
        hsts.map(Hsts::preload).orElse(false),
        healthPaths());
  }

  private List<String> healthPaths() {
    return environment.services().values().stream()
        .filter(service -> service.kind() == ServiceKind.WEB && service.reachable())
        .map(Service::health)
        .filter(health -> health.kind() == HealthKind.HTTP && !health.path().equals("/"))
        .map(Health::path)
        .distinct()
        .toList();
  }

  private List<Route> routes(Domain domain) {
    return environment.services().entrySet().stream()
        .filter(entry -> entry.getValue().reachable())
        .filter(entry -> domain.service().map(entry.getKey()::equals).orElse(true))
        .flatMap(entry -> route(entry).stream())
        .toList();
  }

  private Optional<Route> route(Map.Entry<String, Service> entry) {
    var service = entry.getValue();
    return switch (service.kind()) {
      case WEB ->
          Optional.of(new Route(service.path(), new Destination.ToPool(pool(entry.getKey()))));
      case STATIC -> Optional.of(new Route(service.path(), files(entry.getKey(), service)));
      default -> Optional.empty();
    };
  }

  private Destination files(String name, Service service) {
    var part = build.parts().get(name);
    var folder = Path.of(part == null ? "" : part.folder());
    return new Destination.StaticFiles(
        service.publish().map(folder::resolve).orElse(folder).toString(),
        release,
        service.fallback().isPresent());
  }

  private List<Pool> pools(List<InstanceRef> instances) {
    return environment.services().entrySet().stream()
        .filter(entry -> entry.getValue().kind() == ServiceKind.WEB)
        .map(entry -> pool(entry.getKey(), entry.getValue(), instances))
        .toList();
  }

  private Pool pool(String name, Service service, List<InstanceRef> instances) {
    var targets =
        instances.stream()
            .filter(ref -> ref.service().equals(name))
            .map(ref -> new Target(ref.id(), release, ref.address(), ref.port(), 1))
            .toList();
    var health =
        service.health().kind() == HealthKind.HTTP
            ? new HealthCheck(
                service.health().path(),
                null,
                longer(service.health().interval(), Duration.ofSeconds(1)),
                service.health().timeout(),
                1,
                service.health().failures())
            : null;
    return Pool.of(pool(name), targets)
        .withHealth(health)
        .withPolicy(
            PoolPolicy.DEFAULT
                .withDrain(service.strategy().drain())
                .withHttp2(service.protocol() == Protocol.HTTP2));
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private String pool(String service) {
    return target() + "/" + service;
  }

  private String target() {
    return environment.app() + "/" + environment.name();
  }
}
