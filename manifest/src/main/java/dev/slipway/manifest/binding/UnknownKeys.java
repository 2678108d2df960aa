package dev.slipway.manifest.binding;

import dev.slipway.kit.Suggestion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Guesses which key was meant by one that doesn't exist. */
final class UnknownKeys {
  /** What other tools have to be told, and Slipway has not. */
  private static final Map<String, String> NEEDLESS =
      Map.ofEntries(
          Map.entry("version", "the format has none; slipway init --from reads a compose file"),
          Map.entry("restart", "instances are always started again, with growing pauses"),
          Map.entry("restart-policy", "instances are always started again, with growing pauses"),
          Map.entry("networks", "services of an application reach each other, and nobody else's"),
          Map.entry("network-mode", "services reach each other, and nobody else's"),
          Map.entry("container-name", "services find each other by ${services.NAME.host}"),
          Map.entry("hostname", "services find each other by ${services.NAME.host}"),
          Map.entry("volumes", "a disk stands with its service, under disks"),
          Map.entry("logging", "logs are kept and rotated for all"),
          Map.entry("labels", "host names stand in environments.NAME.domains"),
          Map.entry("region", "it runs where Slipway runs"),
          Map.entry("privileged", "nothing runs with more rights than it needs"),
          Map.entry("user", "nothing runs as root"),
          Map.entry("password", "Slipway makes an owner with a password of its own"),
          Map.entry("context", "the folder with its code is the service's source"),
          Map.entry("language", "what the folder needs is told from its build and start"),
          Map.entry("tty", "slipway console opens a terminal"),
          Map.entry("stdin-open", "slipway console opens a terminal"));

  /** What has its place in another part of the file. */
  private static final Map<String, String> ELSEWHERE =
      Map.ofEntries(
          Map.entry("domain", "environments: { NAME: { domains: [...] } }"),
          Map.entry("domains", "environments: { NAME: { domains: [...] } }"),
          Map.entry("hosts", "environments: { NAME: { domains: [...] } }"),
          Map.entry("tls", "environments: { NAME: { certificate: ... } }"),
          Map.entry("https", "environments: { NAME: { certificate: ... } }"),
          Map.entry("certificate", "environments: { NAME: { certificate: ... } }"),
          Map.entry("migrate", "databases: { NAME: { migrations: { command: ... } } }"),
          Map.entry("migration", "databases: { NAME: { migrations: { command: ... } } }"),
          Map.entry("migrations", "databases: { NAME: { migrations: ... } }"),
          Map.entry("schedule", "jobs: { NAME: { schedule: ..., run: ... } }"),
          Map.entry("cron", "jobs: { NAME: { schedule: ..., run: ... } }"),
          Map.entry("backup", "databases: { NAME: { backup: ... } }"),
          Map.entry("replicas", "services: { NAME: { replicas: ... } }"),
          Map.entry("resources", "services: { NAME: { resources: ... } }"),
          Map.entry("strategy", "services: { NAME: { strategy: ... } }"),
          Map.entry("trigger", "environments: { NAME: { trigger: ... } }"));

  private final List<Component> components;
  private final List<String> keys;
  private final Map<String, String> aka = new LinkedHashMap<>();

  UnknownKeys(List<Component> components) {
    this.components = components;
    this.keys = components.stream().map(Component::key).toList();
    for (var component : components) {
      component.words().aka().forEach(word -> aka.put(word, component.key()));
    }
  }

  String hint(String key) {
    // dependsOn, depends_on and Depends-On are one word to the person who writes them.
    var kebab =
        key.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT).replace('_', '-');
    if (keys.contains(kebab)) {
      return "write " + kebab;
    }
    var needless = NEEDLESS.get(kebab);
    if (needless != null && !aka.containsKey(kebab)) {
      return "remove it: " + needless;
    }
    if (key.matches("[A-Z][A-Z0-9_]+") && keys.contains("env")) {
      return "variables stand under env: env: { " + key + ": ... }";
    }
    var meant = aka.get(kebab);
    var other = kebab.endsWith("s") ? kebab.substring(0, kebab.length() - 1) : kebab + "s";
    if (meant == null && keys.contains(other)) {
      return "did you mean \"" + other + "\"?";
    }
    var below = below(kebab);
    if (below.isPresent() && (meant == null || below.get().startsWith(meant + ":"))) {
      return "it stands below: " + below.get();
    }
    if (meant != null) {
      return "here it is called " + meant;
    }
    if (ELSEWHERE.containsKey(kebab)) {
      return "it has its place in " + ELSEWHERE.get(kebab);
    }
    return Suggestion.nearest(kebab, keys)
        .map(near -> "did you mean \"" + near + "\"?")
        .orElseGet(
            () ->
                Suggestion.nearest(kebab, aka.keySet())
                    .map(near -> "here it is called " + aka.get(near))
                    .orElse("the keys here are " + String.join(", ", keys)));
  }

  /** A key of a part of this: dockerfile of build, replicas of each of the services. */
  private Optional<String> below(String key) {
    for (var component : components) {
      if (component.shape() instanceof MapShape(var names, RecordShape part) && part.has(key)) {
        return Optional.of(component.key() + ": { NAME: { " + key + ": ... } }");
      }
    }
    for (var component : components) {
      if (component.shape() instanceof RecordShape part && part.has(key)) {
        return Optional.of(component.key() + ": { " + key + ": ... }");
      }
    }
    return Optional.empty();
  }
}
