package dev.slipway.catalog.variables;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All variables of an environment at one version; version 0 is the empty one before the first
 * change. A deployment names the version it ran with.
 */
public record Configuration(EnvironmentKey environment, int version, List<Variable> variables) {
  public Configuration {
    variables = List.copyOf(variables);
  }

  public Optional<Value> value(Holder holder, String name) {
    return variables.stream()
        .filter(variable -> variable.holder().equals(holder) && variable.name().equals(name))
        .map(Variable::value)
        .findFirst();
  }

  /** What a service gets: what is for all, over it its groups' in their order, over it its own. */
  public Map<String, Value> of(String service, List<String> groups) {
    var effective = new TreeMap<String, Value>();
    putAll(effective, Holder.ALL);
    groups.forEach(group -> putAll(effective, Holder.group(group)));
    putAll(effective, Holder.service(service));
    return effective;
  }

  private void putAll(Map<String, Value> effective, Holder holder) {
    for (var variable : variables) {
      if (variable.holder().equals(holder)) {
        effective.put(variable.name(), variable.value());
      }
    }
  }

  /** What differs on the way from this one to the other, by name. */
  public List<Difference> to(Configuration other) {
    var differences = new ArrayList<Difference>();
    var before = byKey(variables);
    var after = byKey(other.variables);
    before.forEach(
        (key, variable) -> {
          var now = Optional.ofNullable(after.get(key)).map(Variable::value);
          if (!now.equals(Optional.of(variable.value()))) {
            differences.add(difference(variable, Optional.of(variable.value()), now));
          }
        });
    after.forEach(
        (key, variable) -> {
          if (!before.containsKey(key)) {
            differences.add(difference(variable, Optional.empty(), Optional.of(variable.value())));
          }
        });
    differences.sort(Comparator.comparing(Difference::name).thenComparing(Difference::holder));
    return differences;
  }

  private static Difference difference(
      Variable variable, Optional<Value> before, Optional<Value> after) {
    return new Difference(variable.holder(), variable.name(), before, after);
  }

  private static Map<String, Variable> byKey(Collection<Variable> variables) {
    var byKey = new LinkedHashMap<String, Variable>();
    variables.forEach(variable -> byKey.put(variable.holder() + " " + variable.name(), variable));
    return byKey;
  }
}
