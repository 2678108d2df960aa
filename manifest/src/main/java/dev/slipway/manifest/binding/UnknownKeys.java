package dev.slipway.manifest.binding;

import dev.slipway.kit.Suggestion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

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
          Map.entry("tty", "slipway console opens a terminal"),
          Map.entry("stdin-open", "slipway console opens a terminal"));

  private final List<String> keys;
  private final Map<String, String> aka = new LinkedHashMap<>();

  UnknownKeys(List<Component> components) {
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
    if (meant != null) {
      return "here it is called " + meant;
    }
    return Suggestion.nearest(kebab, keys)
        .map(near -> "did you mean \"" + near + "\"?")
        .orElseGet(
            () ->
                Suggestion.nearest(kebab, aka.keySet())
                    .map(near -> "here it is called " + aka.get(near))
                    .orElse("the keys here are " + String.join(", ", keys)));
  }
}
