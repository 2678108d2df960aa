package dev.slipway.delivery.instances;

import dev.slipway.manifest.resolved.ResolvedEnvironment;
import dev.slipway.postgres.cluster.ClusterName;
import dev.slipway.postgres.cluster.ClusterRole;
import dev.slipway.postgres.cluster.Login;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What {@code ${...}} in a variable stands for when an instance is started: where its databases
 * are, which release it is, which addresses people see.
 */
public final class References {
  private final ResolvedEnvironment environment;
  private final String release;
  private final Addresses addresses;
  private final Function<String, Optional<Databases>> databases;

  /** Where the environment is reached. */
  public interface Addresses {
    /** The address that people see for a host name of the environment. */
    String publicUrl(String host);
  }

  /** How a database is reached. */
  public record Databases(ClusterName cluster, Map<ClusterRole, Login> logins) {
    Optional<Login> login(ClusterRole role) {
      return Optional.ofNullable(logins.get(role));
    }
  }

  public References(
      ResolvedEnvironment environment,
      String release,
      Addresses addresses,
      Function<String, Optional<Databases>> databases) {
    this.environment = environment;
    this.release = release;
    this.addresses = addresses;
    this.databases = databases;
  }

  /** The value of a reference such as {@code databases.main.url}; empty if it has none. */
  public Optional<String> value(String reference) {
    var parts = reference.split("\\.", -1);
    return switch (parts[0]) {
      case "app" -> Optional.of(environment.app());
      case "environment" -> Optional.of(environment.name());
      case "release" -> Optional.of(release);
      case "origins" -> Optional.of(origins());
      case "databases" -> parts.length == 3 ? database(parts[1], parts[2]) : Optional.empty();
      case "services" -> parts.length == 3 ? service(parts[1], parts[2]) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private String origins() {
    return String.join(
        ",",
        environment.settings().domains().stream()
            .filter(domain -> domain.redirect().isEmpty())
            .map(domain -> addresses.publicUrl(domain.host()))
            .toList());
  }

  private Optional<String> database(String name, String property) {
    return databases
        .apply(name)
        .flatMap(found -> found.login(ClusterRole.READWRITE))
        .map(
            login ->
                switch (property) {
                  case "url", "direct-url" -> login.url();
                  case "host" -> login.host();
                  case "port" -> Integer.toString(login.port());
                  case "name" -> login.database();
                  case "user" -> login.user();
                  case "password" -> login.password();
                  case "schema" -> "public";
                  default -> null;
                });
  }

  private Optional<String> service(String name, String property) {
    if (!environment.services().containsKey(name) || environment.settings().domains().isEmpty()) {
      return Optional.empty();
    }
    var host =
        environment.settings().domains().stream()
            .filter(domain -> domain.service().map(name::equals).orElse(true))
            .map(domain -> domain.host())
            .findFirst();
    return switch (property) {
      case "url" -> host.map(addresses::publicUrl);
      case "host" -> host;
      default -> Optional.empty();
    };
  }
}
