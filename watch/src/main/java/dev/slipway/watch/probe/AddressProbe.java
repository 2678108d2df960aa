package dev.slipway.watch.probe;

import dev.slipway.checks.http.Client;
import dev.slipway.checks.http.NoAnswer;
import dev.slipway.checks.http.Request;
import dev.slipway.delivery.instances.References;
import dev.slipway.delivery.traffic.EdgeHosts;
import dev.slipway.manifest.model.HealthKind;
import dev.slipway.manifest.model.Service;
import dev.slipway.manifest.model.ServiceKind;
import dev.slipway.watch.Watched;
import java.util.Map;

/**
 * Asks an environment's first address through the edge, as its users do: for the health of the
 * service that people reach. An answer below 500 is one: a closed door is not a fall.
 */
public record AddressProbe(References.Addresses addresses) implements Probe {
  private static final String NAME = "address";
  private static final int SERVER_ERROR = 500;

  @Override
  public Map<String, Result> ask(Watched watched) {
    var target = new EdgeHosts(watched.environment(), addresses).first();
    var service = watched.environment().mainService().map(watched.environment().services()::get);
    if (target.isEmpty() || service.isEmpty() || !service.get().reachable()) {
      return Map.of();
    }
    try (var client = new Client(target.get(), 1)) {
      var request = Request.get(path(service.get())).with("User-Agent", "Slipway-probe/1");
      var status = client.send(request, Probes.LIMIT).status();
      return Map.of(
          NAME,
          status < SERVER_ERROR
              ? new Result.Passed()
              : new Result.Failed("GET " + request.path() + " answered " + status));
    } catch (NoAnswer e) {
      return Map.of(NAME, new Result.Failed(String.valueOf(e.getMessage())));
    }
  }

  private static String path(Service service) {
    var health = service.health();
    var isAsked =
        service.kind() == ServiceKind.WEB
            && health.kind() == HealthKind.HTTP
            && health.path().startsWith(service.path());
    return isAsked ? health.path() : service.path();
  }
}
