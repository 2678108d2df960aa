package dev.slipway.delivery.traffic;

import dev.slipway.checks.http.Target;
import dev.slipway.delivery.instances.References;
import dev.slipway.manifest.resolved.ResolvedEnvironment;
import java.net.URI;
import java.util.Optional;

/** How an environment is asked through the edge of this machine, under the names people use. */
public record EdgeHosts(ResolvedEnvironment environment, References.Addresses addresses) {
  private static final String EDGE = "127.0.0.1";

  /** Under the first name of the environment. */
  public Optional<Target> first() {
    return environment.settings().domains().stream()
        .filter(domain -> domain.redirect().isEmpty() && !domain.host().startsWith("*"))
        .map(domain -> domain.host())
        .findFirst()
        .map(this::named);
  }

  public Target named(String host) {
    var url = URI.create(addresses.publicUrl(host));
    return Target.at(URI.create("http://" + EDGE + ":" + Target.port(url))).under(url);
  }
}
