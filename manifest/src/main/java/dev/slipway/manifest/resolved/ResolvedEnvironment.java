package dev.slipway.manifest.resolved;

import dev.slipway.manifest.model.Alerting;
import dev.slipway.manifest.model.Bucket;
import dev.slipway.manifest.model.Check;
import dev.slipway.manifest.model.Database;
import dev.slipway.manifest.model.Environment;
import dev.slipway.manifest.model.Job;
import dev.slipway.manifest.model.Mail;
import dev.slipway.manifest.model.Notice;
import dev.slipway.manifest.model.Redis;
import dev.slipway.manifest.model.Service;
import dev.slipway.manifest.model.ServiceKind;
import dev.slipway.manifest.model.StandingProbe;
import dev.slipway.manifest.model.Variable;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One environment, complete: what delivery and the runtimes read. Parts that don't run here are not
 * in it; what the file leaves unsaid and a default exists for is said.
 *
 * @param settings the environment's own: trigger, domains, promotion ...
 * @param notices the application's notices, then the environment's
 * @param alerts what is different in rules: the application's word, and the environment's over it
 */
public record ResolvedEnvironment(
    String app,
    String name,
    Environment settings,
    Map<String, Service> services,
    Map<String, Database> databases,
    Map<String, Redis> redis,
    Map<String, Bucket> buckets,
    Optional<Mail> mail,
    Map<String, Map<String, Variable>> groups,
    Map<String, Job> jobs,
    Map<String, Check> checks,
    List<Notice> notices,
    Alerting alerts,
    Map<String, StandingProbe> probes) {

  public boolean isProduction() {
    return settings.production();
  }

  /** The service that is meant where none is named: the first that people reach. */
  public Optional<String> mainService() {
    return services.entrySet().stream()
        .filter(service -> service.getValue().reachable())
        .filter(service -> isAnswering(service.getValue().kind()))
        .map(Map.Entry::getKey)
        .findFirst()
        .or(() -> services.keySet().stream().findFirst());
  }

  private static boolean isAnswering(ServiceKind kind) {
    return kind == ServiceKind.WEB || kind == ServiceKind.STATIC;
  }

  /** The same under another name, which stands for the * of its hosts. */
  public ResolvedEnvironment as(String other) {
    return new ResolvedEnvironment(
        app,
        other,
        settings.at(other),
        services,
        databases,
        redis,
        buckets,
        mail,
        groups,
        jobs,
        checks,
        notices,
        alerts,
        probes);
  }

  /**
   * Every variable that an instance of the service gets, {@code PORT} aside: those that name its
   * databases, Redis servers, buckets and mail server, its groups', the environment's, its own.
   * Later ones win. Values are templates and secrets still.
   */
  public Map<String, Variable> variables(String service) {
    return Variables.of(this, service);
  }
}
