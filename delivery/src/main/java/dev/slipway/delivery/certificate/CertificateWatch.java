package dev.slipway.delivery.certificate;

import dev.slipway.catalog.Build;
import dev.slipway.catalog.Deployment;
import dev.slipway.certificates.Certificates;
import dev.slipway.certificates.Standing;
import dev.slipway.delivery.Environments;
import dev.slipway.delivery.Records;
import dev.slipway.delivery.traffic.Traffic;
import dev.slipway.kit.ProblemException;
import dev.slipway.kit.Rounds;
import dev.slipway.manifest.model.Certificate;
import dev.slipway.manifest.model.Domain;
import dev.slipway.manifest.resolved.ResolvedEnvironment;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Looks again and again which names serve, has certificates ordered and renewed for those that want
 * it, and takes those that environments bring along.
 */
public final class CertificateWatch implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(CertificateWatch.class.getName());
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final Records records;
  private final Certificates certificates;
  private final OwnCertificate own;
  private final Traffic traffic;
  private final Map<String, ResolvedEnvironment> environments = new HashMap<>();
  private final Map<String, String> troubles = new ConcurrentHashMap<>();
  private final Rounds rounds;

  /** A name that serves. */
  private record Named(Deployment deployment, ResolvedEnvironment environment, Domain domain) {
    String host() {
      return domain.host();
    }

    Certificate settings() {
      return environment.settings().certificate();
    }

    boolean isOrdered() {
      return switch (settings().kind()) {
        case ACME -> true;
        case AUTO -> InternetNames.has(host());
        case OWN, SELF_SIGNED, NONE -> false;
      };
    }
  }

  public CertificateWatch(
      Records records, Certificates certificates, OwnCertificate own, Traffic traffic) {
    this.records = records;
    this.certificates = certificates;
    this.own = own;
    this.traffic = traffic;
    this.rounds = new Rounds("certificate-watch", LOOK, this::look);
  }

  public CertificateWatch start() {
    rounds.start();
    return this;
  }

  /** What is wrong with the certificates of an environment right now, a sentence each. */
  public List<String> troubles(String app, String environment) {
    var prefix = app + "/" + environment + " ";
    return troubles.entrySet().stream()
        .filter(one -> one.getKey().startsWith(prefix))
        .map(Map.Entry::getValue)
        .sorted()
        .toList();
  }

  /**
   * What a page shows of a name's certificate.
   *
   * @param origin {@code acme} or {@code own}; empty: the edge's self-signed one is served
   * @param ends of the one that is served
   * @param trouble why no other could be had; may be empty
   */
  public record Shown(String origin, Optional<Instant> ends, boolean ordering, String trouble) {}

  public Optional<Shown> shown(String host) {
    return certificates
        .standing(host)
        .map(
            one ->
                new Shown(
                    one.served() ? one.origin() : "",
                    one.ends().filter(ends -> one.served()),
                    one.ordering(),
                    one.trouble().fact()));
  }

  /** One look at every name. */
  public void look() {
    var names =
        records.deployments().current().stream()
            .filter(one -> one.state() == Deployment.State.SERVING)
            .flatMap(
                one ->
                    environment(one).stream()
                        .flatMap(
                            environment ->
                                environment.settings().domains().stream()
                                    .map(domain -> new Named(one, environment, domain))))
            .toList();
    var wanted = new HashMap<String, String>();
    var found = new HashMap<String, String>();
    for (var name : names) {
      if (name.isOrdered()) {
        wanted.put(name.host(), name.settings().email().orElse(""));
      }
      own.of(name.deployment(), name.environment(), name.host())
          .ifPresent(trouble -> found.put(key(name), trouble));
    }
    certificates.look(wanted, traffic::publish);
    var standings = certificates.standings();
    for (var name : names) {
      Optional.ofNullable(standings.get(name.host()))
          .map(Standing::trouble)
          .filter(Standing.Trouble::isThere)
          .ifPresent(trouble -> found.put(key(name), text(name, trouble)));
    }
    tell(names, found);
  }

  private static String key(Named name) {
    return name.deployment().target() + " " + name.host();
  }

  private static String text(Named name, Standing.Trouble trouble) {
    return "no certificate for "
        + name.host()
        + ": "
        + trouble.fact()
        + (trouble.hint().isEmpty() ? "" : ". " + trouble.hint());
  }

  private void tell(List<Named> names, Map<String, String> found) {
    for (var name : names) {
      var now = found.get(key(name));
      if (now != null && !Objects.equals(troubles.put(key(name), now), now)) {
        LOG.log(System.Logger.Level.WARNING, "{0}: {1}", name.deployment().target(), now);
      }
    }
    troubles.keySet().retainAll(found.keySet());
  }

  /** A build never changes: what its manifest says is read once. */
  private Optional<ResolvedEnvironment> environment(Deployment deployment) {
    try {
      return deployment
          .build()
          .map(
              id ->
                  environments.computeIfAbsent(
                      id + " " + deployment.environment(),
                      key -> {
                        Build build = records.builds().get(id);
                        return Environments.of(build, deployment.environment());
                      }));
    } catch (ProblemException e) {
      // One that can't be read keeps no other from its certificate.
      LOG.log(System.Logger.Level.WARNING, "{0}", e.problem().text());
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    rounds.close();
  }
}
