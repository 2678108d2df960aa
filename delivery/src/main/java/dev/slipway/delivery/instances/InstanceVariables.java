package dev.slipway.delivery.instances;

import dev.slipway.catalog.variables.Configuration;
import dev.slipway.catalog.variables.ResolvedVariables;
import dev.slipway.catalog.variables.Value;
import dev.slipway.kit.Problem;
import dev.slipway.manifest.model.Variable;
import dev.slipway.manifest.resolved.ResolvedEnvironment;
import dev.slipway.secrets.references.OutsideStores;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The environment that an instance gets: what slipway.yaml says, over it what was set for the
 * environment, references filled in.
 */
public final class InstanceVariables {
  private final OutsideStores outside;

  public InstanceVariables(OutsideStores outside) {
    this.outside = outside;
  }

  /** Everything a service's instances are started with, or all that is missing at once. */
  public ResolvedVariables of(
      ResolvedEnvironment environment,
      String service,
      Configuration configuration,
      References references) {
    var values = new TreeMap<String, Value>();
    var missing = new ArrayList<String>();
    environment
        .variables(service)
        .forEach(
            (name, variable) -> {
              var value = fromFile(variable, references);
              if (value.isPresent()) {
                values.put(name, value.get());
              } else if (variable.required()) {
                missing.add(name);
              }
            });
    values.putAll(configuration.of(service, groups(environment, service)));
    missing.removeIf(values::containsKey);
    if (!missing.isEmpty()) {
      throw missing(environment, service, missing);
    }
    return ResolvedVariables.of(values, outside);
  }

  /** The names that have no value yet and that nobody but a person can give one; for preflight. */
  public List<String> missing(
      ResolvedEnvironment environment, String service, Configuration configuration) {
    var set = configuration.of(service, groups(environment, service));
    return environment.variables(service).entrySet().stream()
        .filter(entry -> entry.getValue().required())
        .filter(entry -> entry.getValue().value().isEmpty())
        .filter(entry -> entry.getValue().generate().isEmpty())
        .map(Map.Entry::getKey)
        .filter(name -> !set.containsKey(name))
        .toList();
  }

  private static List<String> groups(ResolvedEnvironment environment, String service) {
    var found = environment.services().get(service);
    return found == null ? List.of() : found.groups();
  }

  private static Optional<Value> fromFile(Variable variable, References references) {
    if (variable.isSecret()) {
      return Optional.empty();
    }
    return variable
        .template()
        .flatMap(template -> template.render(references::value))
        .map(
            text ->
                text.contains("://") && text.contains("@")
                    ? Value.secret(text)
                    : Value.plain(text));
  }

  private static RuntimeException missing(
      ResolvedEnvironment environment, String service, List<String> names) {
    return Problem.of(
            Problem.Kind.BAD_INPUT,
            "SLIP-7612",
            environment.app()
                + "/"
                + environment.name()
                + ": "
                + service
                + " has no value for "
                + String.join(", ", names),
            "slipway env set " + environment.name() + " " + names.getFirst() + "=…")
        .exception();
  }
}
