package dev.slipway.manifest.rules;

import dev.slipway.manifest.binding.Mistakes;
import dev.slipway.manifest.tree.Place;
import dev.slipway.manifest.tree.Places;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Nothing waits for itself. */
final class Cycles implements Rule {
  @Override
  public void check(Subject subject, Mistakes mistakes) {
    var promoted = new LinkedHashMap<String, List<String>>();
    var fed = new LinkedHashMap<String, List<String>>();
    for (var each : subject.environments()) {
      var environment = each.environment();
      promoted.put(environment.name(), environment.settings().promote().from().stream().toList());
      fed.put(
          environment.name(),
          environment.databases().values().stream()
              .flatMap(database -> database.source().from().stream())
              .distinct()
              .toList());
      var needs = new LinkedHashMap<String, List<String>>();
      environment.services().forEach((name, service) -> needs.put(name, service.needs()));
      tell(
          needs,
          "is started before",
          mistakes,
          name -> Places.find(each.tree(), "services", name, "needs"));
    }
    tell(promoted, "is promoted from", mistakes, name -> place(subject, name, "promote"));
    tell(fed, "is fed from", mistakes, name -> place(subject, name, "databases"));
  }

  private static Place place(Subject subject, String environment, String key) {
    return subject.place("environments", environment, key);
  }

  private static void tell(
      Map<String, List<String>> graph,
      String verb,
      Mistakes mistakes,
      Function<String, Place> place) {
    var done = new HashSet<String>();
    for (var start : graph.keySet()) {
      var cycle = find(graph, start, new LinkedHashSet<>(), done);
      if (!cycle.isEmpty()) {
        mistakes.add(
            place.apply(cycle.getFirst()),
            "SLIP-1026",
            "goes round in a circle: " + String.join(" → ", cycle) + " → " + cycle.getFirst(),
            "remove one of them: nothing " + verb + " itself");
      }
    }
  }

  private static List<String> find(
      Map<String, List<String>> graph, String at, Set<String> path, Set<String> done) {
    if (path.contains(at)) {
      var whole = List.copyOf(path);
      return whole.subList(whole.indexOf(at), whole.size());
    }
    if (!done.add(at)) {
      return List.of();
    }
    path.add(at);
    for (var next : graph.getOrDefault(at, List.of())) {
      var cycle = find(graph, next, path, done);
      if (!cycle.isEmpty()) {
        return cycle;
      }
    }
    path.remove(at);
    return List.of();
  }
}
