package dev.slipway.manifest.binding;

import dev.slipway.kit.Suggestion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Guesses which key was meant by one that doesn't exist. */
final class UnknownKeys {
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
