package dev.slipway.manifest.rules;

import dev.slipway.manifest.binding.Mistakes;
import dev.slipway.manifest.model.Service;
import dev.slipway.manifest.resolved.Resolution;
import dev.slipway.manifest.resolved.ResolvedEnvironment;
import dev.slipway.manifest.tree.Places;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Services that share a group of variables can't differ in it (capability 8). */
final class SharedSecrets implements Rule {
  @Override
  public void check(Subject subject, Mistakes mistakes) {
    for (var each : subject.environments()) {
      var environment = each.environment();
      environment
          .services()
          .forEach(
              (name, service) -> {
                for (var group : service.groups()) {
                  for (var variable :
                      environment.groups().getOrDefault(group, Map.of()).entrySet()) {
                    var own = service.env().get(variable.getKey());
                    if (own != null && !own.equals(variable.getValue())) {
                      var place =
                          Places.find(each.tree(), "services", name, "env", variable.getKey());
                      mistakes.add(
                          place,
                          "SLIP-1024",
                          variable.getKey()
                              + " differs from group "
                              + group
                              + ", which "
                              + users(environment, group, name)
                              + " has too",
                          place.path().startsWith("environments.")
                              ? "write it where all get it: environments."
                                  + environment.name()
                                  + ".groups."
                                  + group
                              : "remove it here: the group gives it to all");
                    }
                  }
                }
                twoGroups(each, name, service, mistakes);
              });
    }
  }

  private static String users(ResolvedEnvironment environment, String group, String but) {
    var others =
        environment.services().entrySet().stream()
            .filter(
                entry -> !entry.getKey().equals(but) && entry.getValue().groups().contains(group))
            .map(Map.Entry::getKey)
            .toList();
    return others.isEmpty() ? "the service" : "services." + String.join(", services.", others);
  }

  private static void twoGroups(
      Resolution.Resolved each, String name, Service service, Mistakes mistakes) {
    var seen = new HashMap<String, String>();
    var groups = each.environment().groups();
    for (var i = 0; i < service.groups().size(); i++) {
      var group = service.groups().get(i);
      for (var variable : groups.getOrDefault(group, Map.of()).keySet()) {
        var other = seen.putIfAbsent(variable, group);
        if (other != null
            && !other.equals(group)
            && !Objects.equals(
                groups.getOrDefault(other, Map.of()).get(variable),
                groups.getOrDefault(group, Map.of()).get(variable))) {
          mistakes.add(
              Places.find(each.tree(), "services", name, "groups", i),
              "SLIP-1024",
              "groups " + other + " and " + group + " both have " + variable + ", and differ",
              "keep it in one of them");
        }
      }
    }
  }
}
