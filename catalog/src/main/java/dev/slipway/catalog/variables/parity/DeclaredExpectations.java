package dev.slipway.catalog.variables.parity;

import dev.slipway.kit.Problem;
import dev.slipway.kit.Suggestion;
import dev.slipway.manifest.ManifestReader;
import dev.slipway.manifest.model.Service;
import dev.slipway.manifest.resolved.ResolvedEnvironment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What an environment's slipway.yaml expects of its variables. */
public final class DeclaredExpectations {
  private DeclaredExpectations() {}

  /**
   * @param production the name of the application's production environment; empty text for none
   * @param reads where the sources were seen to read names, see {@link SourceReads}
   */
  public static Expectations of(
      ResolvedEnvironment environment, String production, List<ReadName> reads) {
    var required = new TreeMap<String, Set<String>>();
    var groups = new TreeMap<String, List<String>>();
    environment
        .services()
        .forEach(
            (name, service) -> {
              required.put(name, required(environment, name));
              groups.put(name, service.groups());
            });
    return new Expectations(production, required, reads, shared(environment), groups);
  }

  /** From the slipway.yaml of a folder and the sources of its services. */
  public static Expectations in(Path folder, String environmentName) {
    var manifest = ManifestReader.read(folder).orThrow();
    var environment =
        manifest
            .environment(environmentName)
            .orElseThrow(() -> unknown(manifest.environments().keySet(), environmentName));
    var production =
        manifest.environments().values().stream()
            .filter(ResolvedEnvironment::isProduction)
            .map(ResolvedEnvironment::name)
            .findFirst()
            .orElse("");
    var reads = new ArrayList<ReadName>();
    environment
        .services()
        .forEach(
            (name, service) -> {
              var source = folder.resolve(service.source());
              if (Files.isDirectory(source)) {
                reads.addAll(SourceReads.in(source, name));
              }
            });
    return of(environment, production, reads);
  }

  private static RuntimeException unknown(Set<String> known, String name) {
    return Problem.of(
            Problem.Kind.NOT_FOUND,
            "SLIP-7361",
            name + ": slipway.yaml has no such environment",
            Suggestion.nearest(name, known)
                .map(near -> "did you mean " + near + "?")
                .orElse("it has " + String.join(", ", known)))
        .exception();
  }

  /** Names that the file declares and gives no value: somebody has to set them. */
  private static Set<String> required(ResolvedEnvironment environment, String service) {
    var names = new TreeSet<String>();
    environment
        .variables(service)
        .forEach(
            (name, variable) -> {
              var given =
                  variable.value().isPresent()
                      || variable.from().isPresent()
                      || variable.generate().isPresent();
              if (variable.required() && !given) {
                names.add(name);
              }
            });
    return names;
  }

  /** The secrets of a group, where several services are in it. */
  private static List<SharedSecret> shared(ResolvedEnvironment environment) {
    var shared = new ArrayList<SharedSecret>();
    environment
        .groups()
        .forEach(
            (group, variables) -> {
              var members = members(environment.services(), group);
              variables.forEach(
                  (name, variable) -> {
                    if (members.size() > 1 && variable.secret() && variable.required()) {
                      shared.add(new SharedSecret(name, members));
                    }
                  });
            });
    return shared;
  }

  private static Set<String> members(Map<String, Service> services, String group) {
    var members = new TreeSet<String>();
    services.forEach(
        (name, service) -> {
          if (service.groups().contains(group)) {
            members.add(name);
          }
        });
    return members;
  }
}
