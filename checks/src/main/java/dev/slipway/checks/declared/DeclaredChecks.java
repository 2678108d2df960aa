package dev.slipway.checks.declared;

import dev.slipway.checks.CertificateCheck;
import dev.slipway.checks.Check;
import dev.slipway.checks.CorsCheck;
import dev.slipway.checks.CrawlCheck;
import dev.slipway.checks.Expectation;
import dev.slipway.checks.FlowCheck;
import dev.slipway.checks.FlowStep;
import dev.slipway.checks.RateLimitCheck;
import dev.slipway.checks.RedirectCheck;
import dev.slipway.checks.RowCounts;
import dev.slipway.checks.RowsCheck;
import dev.slipway.checks.SecurityHeadersCheck;
import dev.slipway.checks.http.Request;
import dev.slipway.manifest.model.CheckMoment;
import dev.slipway.manifest.model.HealthKind;
import dev.slipway.manifest.model.Probe;
import dev.slipway.manifest.model.RateLimit;
import dev.slipway.manifest.model.Service;
import dev.slipway.manifest.model.ServiceKind;
import dev.slipway.manifest.resolved.ResolvedEnvironment;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The checks of an environment for one moment: the health of each web service, and what the
 * manifest declares. What only the edge can answer (certificate, redirect, limits) is asked after
 * the switch, not of a private instance.
 */
public final class DeclaredChecks {
  private static final Duration CERTIFICATE_LEAST = Duration.ofDays(14);
  private static final String STRANGER = "https://stranger.invalid";

  private final ResolvedEnvironment environment;
  private final Situation situation;
  private final List<ServiceCheck> checks = new ArrayList<>();

  private DeclaredChecks(ResolvedEnvironment environment, Situation situation) {
    this.environment = environment;
    this.situation = situation;
  }

  public static List<ServiceCheck> of(ResolvedEnvironment environment, Situation situation) {
    var declared = new DeclaredChecks(environment, situation);
    environment.services().forEach(declared::health);
    environment.checks().forEach(declared::add);
    return declared.checks;
  }

  /** The tables to count before anything is changed, by the database that has them. */
  public static Map<String, List<String>> tables(ResolvedEnvironment environment) {
    var tables = new TreeMap<String, List<String>>();
    environment
        .checks()
        .values()
        .forEach(
            check ->
                database(environment, check)
                    .filter(database -> !check.rows().isEmpty())
                    .ifPresent(
                        database ->
                            tables
                                .computeIfAbsent(database, name -> new ArrayList<>())
                                .addAll(check.rows())));
    return tables;
  }

  private void health(String name, Service service) {
    var health = service.health();
    if (health.kind() != HealthKind.HTTP || !asksHttp(service)) {
      return;
    }
    if (situation.moment() != CheckMoment.VERIFY && !service.reachable()) {
      return;
    }
    var step =
        FlowStep.of(Request.get(health.path()))
            .expecting(
                new Expectation(
                    status(health.status()),
                    Map.of(),
                    Map.of(),
                    Optional.empty(),
                    Optional.of(health.timeout())));
    checks.add(new ServiceCheck(name, FlowCheck.of("health of " + name, step)));
  }

  private static boolean asksHttp(Service service) {
    return service.kind() == ServiceKind.WEB;
  }

  private void add(String name, dev.slipway.manifest.model.Check declared) {
    var service = declared.service().or(environment::mainService);
    if (!declared.during().contains(situation.moment()) || service.isEmpty()) {
      return;
    }
    var parts = new ArrayList<Check>();
    if (!declared.steps().isEmpty()) {
      parts.add(
          FlowCheck.of(name, declared.steps().stream().map(Steps::step).toArray(FlowStep[]::new)));
    }
    if (!declared.rows().isEmpty()) {
      parts.add(rows(title(name, "rows"), declared));
    }
    declared
        .crawl()
        .ifPresent(
            crawl -> parts.add(new CrawlCheck(title(name, "crawl"), crawl.from(), crawl.pages())));
    if (situation.moment() == CheckMoment.CONFIRM) {
      declared.probes().forEach(probe -> parts.add(probe(name, probe, service.get())));
    }
    parts.forEach(part -> checks.add(new ServiceCheck(service.get(), part)));
  }

  private static String title(String name, String part) {
    return name.equals(part) ? name : name + " " + part;
  }

  /** Rows that nobody counted before are a check that says so: it must not vanish. */
  private Check rows(String title, dev.slipway.manifest.model.Check declared) {
    var counted =
        database(environment, declared)
            .map(situation.databases()::get)
            .orElseGet(
                () ->
                    new Situation.Counted(
                        new RowCounts(Map.of(), Map.of()),
                        () -> {
                          throw new SQLException("it was not connected");
                        }));
    return new RowsCheck(title, counted.before(), declared.rows(), counted.database());
  }

  private static Optional<String> database(
      ResolvedEnvironment environment, dev.slipway.manifest.model.Check declared) {
    return declared.database().or(() -> environment.databases().keySet().stream().findFirst());
  }

  private Check probe(String name, Probe probe, String service) {
    var title = title(name, probe.name().toLowerCase(Locale.ROOT).replace('_', ' '));
    var path = path(service);
    return switch (probe) {
      case TLS -> new CertificateCheck(title, CERTIFICATE_LEAST, situation.clock());
      case REDIRECT ->
          situation
              .plain()
              .<Check>map(plain -> new RedirectCheck(title, path + "?slipway=check", plain))
              .orElseGet(() -> new OpenCheck(title, "the edge has no plain HTTP address here"));
      case CORS -> new CorsCheck(title, path, origins(), STRANGER);
      case SECURITY_HEADERS -> new SecurityHeadersCheck(title, path);
      case RATE_LIMIT ->
          limit(service)
              .<Check>map(
                  limit ->
                      new RateLimitCheck(
                          title, Request.get(path), limit.requests() + limit.requests() / 5 + 10))
              .orElseGet(
                  () -> new OpenCheck(title, service + " has no rate limit in slipway.yaml"));
    };
  }

  private String path(String service) {
    return Optional.ofNullable(environment.services().get(service)).map(Service::path).orElse("/");
  }

  private Optional<RateLimit> limit(String service) {
    return Optional.ofNullable(environment.services().get(service)).flatMap(Service::rateLimit);
  }

  /** The environment's own addresses and those that it lets call. */
  private List<String> origins() {
    var origins = new LinkedHashSet<String>();
    environment.settings().domains().stream()
        .filter(domain -> !domain.host().startsWith("*"))
        .filter(domain -> domain.redirect().isEmpty())
        .forEach(domain -> origins.add("https://" + domain.host()));
    origins.addAll(environment.settings().origins());
    return List.copyOf(origins);
  }

  static Expectation.StatusRange status(dev.slipway.manifest.model.StatusRange range) {
    return new Expectation.StatusRange(range.least(), range.greatest());
  }
}
