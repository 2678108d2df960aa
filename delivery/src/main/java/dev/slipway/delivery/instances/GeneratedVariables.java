package dev.slipway.delivery.instances;

import dev.slipway.catalog.variables.Author;
import dev.slipway.catalog.variables.Configuration;
import dev.slipway.catalog.variables.EnvironmentKey;
import dev.slipway.catalog.variables.Holder;
import dev.slipway.catalog.variables.Variables;
import dev.slipway.manifest.model.Variable;
import dev.slipway.manifest.resolved.ResolvedEnvironment;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The random values that {@code generate} asks for: made before the first release that needs them,
 * and kept for all that come. Whatever somebody has set is left alone.
 */
public record GeneratedVariables(Variables variables) {

  /** The environment's variables, with those that were still to be made. */
  public Configuration ensure(ResolvedEnvironment environment, Author author) {
    var key = new EnvironmentKey(environment.app(), environment.name());
    var current = variables.current(key);
    // A group's value is one for all of its services: theirs look for it there.
    for (var group : environment.groups().entrySet()) {
      var there = List.of(Holder.ALL, Holder.group(group.getKey()));
      var lengths = lengths(group.getValue());
      lengths
          .keySet()
          .removeIf(
              name -> there.stream().anyMatch(holder -> current.value(holder, name).isPresent()));
      make(key, Holder.group(group.getKey()), lengths, author);
    }
    for (var service : environment.services().entrySet()) {
      var lengths = lengths(service.getValue().env());
      lengths
          .keySet()
          .removeAll(current.of(service.getKey(), service.getValue().groups()).keySet());
      make(key, Holder.service(service.getKey()), lengths, author);
    }
    return variables.current(key);
  }

  private void make(
      EnvironmentKey key, Holder holder, Map<String, Integer> lengths, Author author) {
    if (!lengths.isEmpty()) {
      variables.generateMissing(key, holder, lengths, author);
    }
  }

  private static Map<String, Integer> lengths(Map<String, Variable> declared) {
    var lengths = new TreeMap<String, Integer>();
    declared.forEach(
        (name, variable) -> variable.generate().ifPresent(length -> lengths.put(name, length)));
    return lengths;
  }
}
