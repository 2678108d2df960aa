package dev.slipway.delivery.watch;

import dev.slipway.checks.http.Request;
import dev.slipway.checks.soak.SyntheticTraffic;
import dev.slipway.delivery.instances.References;
import dev.slipway.delivery.traffic.EdgeHosts;
import dev.slipway.manifest.model.HealthKind;
import dev.slipway.manifest.model.Service;
import dev.slipway.manifest.model.ServiceKind;
import dev.slipway.manifest.resolved.ResolvedEnvironment;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * Requests of our own through the edge, for a release that nobody asks while it is watched: the
 * health of each service that people reach. They change nothing.
 *
 * @param headers what has them pass a site that is closed
 */
public record SyntheticRequests(
    ResolvedEnvironment environment,
    References.Addresses addresses,
    Map<String, String> headers,
    InstantSource clock) {

  /** Sends for so long; false when there is nothing to ask. */
  public boolean send(WatchPlan plan, Duration length) {
    var target = new EdgeHosts(environment, addresses).first().map(found -> found.sending(headers));
    var requests = requests();
    if (target.isEmpty() || requests.isEmpty()) {
      return false;
    }
    new SyntheticTraffic(target.get(), requests, clock)
        .send(plan.syntheticRate(), length, plan.limits().percentile());
    return true;
  }

  private List<Request> requests() {
    return environment.services().values().stream()
        .filter(service -> service.kind() == ServiceKind.WEB && service.reachable())
        .map(service -> Request.get(path(service)))
        .toList();
  }

  private static String path(Service service) {
    var health = service.health();
    return health.kind() == HealthKind.HTTP && health.path().startsWith(service.path())
        ? health.path()
        : service.path();
  }
}
