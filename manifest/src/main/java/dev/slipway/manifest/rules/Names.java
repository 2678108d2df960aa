package dev.slipway.manifest.rules;

import dev.slipway.kit.Suggestion;
import dev.slipway.manifest.binding.Mistakes;
import dev.slipway.manifest.binding.Quote;
import dev.slipway.manifest.tree.Place;
import java.util.Collection;

/** Tells that a name has nothing behind it. */
final class Names {
  private Names() {}

  static void check(
      String sort, String name, Collection<String> known, Place place, Mistakes mistakes) {
    if (known.contains(name)) {
      return;
    }
    mistakes.add(
        place,
        "SLIP-1020",
        "there is no " + sort + " \"" + Quote.shortened(name) + "\"",
        Suggestion.nearest(name, known)
            .map(near -> "did you mean \"" + near + "\"?")
            .orElseGet(() -> whatThereIs(sort, known)));
  }

  private static String whatThereIs(String sort, Collection<String> known) {
    return known.isEmpty()
        ? "the file has none: add it, or remove this"
        : "there is " + String.join(", ", known) + "; or add the " + sort;
  }
}
