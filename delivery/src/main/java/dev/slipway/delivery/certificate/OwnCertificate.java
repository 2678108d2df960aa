package dev.slipway.delivery.certificate;

import dev.slipway.catalog.Deployment;
import dev.slipway.catalog.variables.EnvironmentKey;
import dev.slipway.catalog.variables.ResolvedVariables;
import dev.slipway.catalog.variables.Variable;
import dev.slipway.certificates.Certificates;
import dev.slipway.delivery.Records;
import dev.slipway.kit.ProblemException;
import dev.slipway.manifest.model.CertificateKind;
import dev.slipway.manifest.resolved.ResolvedEnvironment;
import dev.slipway.secrets.references.OutsideStores;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The certificate that an environment brings along: its chain lies among the release's sources, its
 * key is a secret of the environment.
 */
public final class OwnCertificate {
  private final Records records;
  private final Certificates certificates;
  private final OutsideStores stores;

  /** What was looked at last, and what came of it: files and secrets aren't opened each second. */
  private final Map<String, Seen> seen = new HashMap<>();

  private record Seen(int deployment, int variables, Optional<String> trouble) {}

  public OwnCertificate(Records records, Certificates certificates, OutsideStores stores) {
    this.records = records;
    this.certificates = certificates;
    this.stores = stores;
  }

  /** Takes it for this name; what is wrong with it, if anything is. */
  Optional<String> of(Deployment deployment, ResolvedEnvironment environment, String host) {
    if (environment.settings().certificate().kind() != CertificateKind.OWN) {
      return Optional.empty();
    }
    var configuration =
        records.variables().current(new EnvironmentKey(deployment.app(), deployment.environment()));
    var before = seen.get(host);
    if (before != null
        && before.deployment() == deployment.number()
        && before.variables() == configuration.version()) {
      return before.trouble();
    }
    var trouble = bring(deployment, environment, host, configuration.variables());
    seen.put(host, new Seen(deployment.number(), configuration.version(), trouble));
    return trouble;
  }

  private Optional<String> bring(
      Deployment deployment,
      ResolvedEnvironment environment,
      String host,
      Iterable<Variable> variables) {
    var settings = environment.settings().certificate();
    var key = settings.key().orElse("");
    for (var variable : variables) {
      if (variable.name().equals(key)) {
        try {
          var value = ResolvedVariables.of(Map.of(key, variable.value()), stores).values().get(key);
          var sources = deployment.build().map(id -> records.builds().get(id).sources());
          var file = sources.flatMap(folder -> settings.file().map(folder::resolve));
          if (file.isEmpty() || value == null) {
            return Optional.of("certificate: it names no file");
          }
          certificates.bring(host, Files.readString(file.get()), value);
          return Optional.empty();
        } catch (ProblemException e) {
          return Optional.of(e.problem().fact() + ". " + e.problem().hint());
        } catch (IOException e) {
          return Optional.of("certificate: its file can't be read: " + e.getMessage());
        }
      }
    }
    return Optional.of(
        "certificate: "
            + (key.isEmpty() ? "no key is named" : key + " has no value")
            + ". slipway env set "
            + environment.name()
            + " --secret "
            + (key.isEmpty() ? "NAME" : key)
            + "=…");
  }
}
