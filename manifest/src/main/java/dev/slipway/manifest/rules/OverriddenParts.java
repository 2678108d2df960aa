package dev.slipway.manifest.rules;

import dev.slipway.manifest.binding.Mistakes;
import dev.slipway.manifest.tree.Node;
import java.util.Collection;
import java.util.Map;

/** An environment changes parts, and adds none: a part that exists is known to all environments. */
final class OverriddenParts implements Rule {
  private static final Map<String, String> SORTS =
      Map.of(
          "services", "service",
          "databases", "database",
          "redis", "Redis server",
          "buckets", "bucket",
          "groups", "group",
          "jobs", "job",
          "checks", "check",
          "probes", "probe");

  @Override
  public void check(Subject subject, Mistakes mistakes) {
    var known =
        Map.<String, Collection<String>>of(
            "services", subject.app().services().keySet(),
            "databases", subject.app().databases().keySet(),
            "redis", subject.app().redis().keySet(),
            "buckets", subject.app().buckets().keySet(),
            "groups", subject.app().groups().keySet(),
            "jobs", subject.app().jobs().keySet(),
            "checks", subject.app().checks().keySet(),
            "probes", subject.app().probes().keySet());
    for (var each : subject.environments()) {
      if (each.tree().value("environment").orElse(null) instanceof Node.Mapping written) {
        known.forEach((part, names) -> part(part, written, names, mistakes));
      }
    }
  }

  private static void part(
      String part, Node.Mapping environment, Collection<String> names, Mistakes mistakes) {
    if (environment.value(part).orElse(null) instanceof Node.Mapping overrides) {
      overrides
          .entries()
          .forEach(
              (name, entry) ->
                  Names.check(
                      SORTS.getOrDefault(part, part), name, names, entry.keyPlace(), mistakes));
    }
  }
}
