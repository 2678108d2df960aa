package dev.slipway.watch.probe;

import dev.slipway.catalog.Deployment;
import dev.slipway.catalog.variables.EnvironmentKey;
import dev.slipway.catalog.variables.ResolvedVariables;
import dev.slipway.catalog.variables.Variable;
import dev.slipway.catalog.variables.Variables;
import dev.slipway.secrets.references.OutsideStores;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** The value that a variable of an environment has now, as slipway env set it. */
public record SetVariables(Variables variables, OutsideStores stores)
    implements BiFunction<Deployment, String, Optional<String>> {

  @Override
  public Optional<String> apply(Deployment serving, String name) {
    var key = new EnvironmentKey(serving.app(), serving.environment());
    return variables.current(key).variables().stream()
        .filter(variable -> variable.name().equals(name))
        .findFirst()
        .map(Variable::value)
        .map(value -> ResolvedVariables.of(Map.of(name, value), stores).values().get(name));
  }
}
