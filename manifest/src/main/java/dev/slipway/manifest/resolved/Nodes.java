package dev.slipway.manifest.resolved;

import dev.slipway.manifest.tree.Node;
import dev.slipway.manifest.tree.Place;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.function.BiFunction;

/** Values that nobody wrote: they stand where what they belong to stands. */
final class Nodes {
  private Nodes() {}

  /** The mapping with the key's value, unless it has one. */
  static Node.Mapping orElse(Node.Mapping mapping, String key, String value) {
    return orElse(mapping, key, new Node.Scalar(at(mapping, key), value, true));
  }

  static Node.Mapping orElse(Node.Mapping mapping, String key, Collection<String> values) {
    var place = at(mapping, key);
    var items = values.stream().map(value -> (Node) new Node.Scalar(place, value, false)).toList();
    return orElse(mapping, key, new Node.Sequence(place, items));
  }

  static Node.Mapping orElse(Node.Mapping mapping, String key, Node value) {
    return mapping.entries().containsKey(key) ? mapping : mapping.with(key, value);
  }

  private static Place at(Node.Mapping mapping, String key) {
    var place = mapping.place();
    return new Place(place.line(), place.column(), Place.under(place.path(), key));
  }

  /** The mapping that a key holds; an empty one if it holds none. */
  static Node.Mapping mapping(Node.Mapping parent, String key) {
    return parent.value(key).orElse(null) instanceof Node.Mapping mapping
        ? mapping
        : Node.Mapping.empty(at(parent, key));
  }

  /** Each mapping of the mapping changed; values that are none stay, and are refused when read. */
  static Node.Mapping each(
      Node.Mapping mapping, BiFunction<String, Node.Mapping, Node.Mapping> change) {
    var changed = new LinkedHashMap<String, Node.Entry>();
    mapping
        .entries()
        .forEach(
            (key, entry) ->
                changed.put(
                    key,
                    entry.value() instanceof Node.Mapping value
                        ? new Node.Entry(entry.keyPlace(), change.apply(key, value))
                        : entry));
    return new Node.Mapping(mapping.place(), changed);
  }

  /** The text of a key, or the other text where it has none. */
  static String text(Node.Mapping mapping, String key, String otherwise) {
    return mapping.value(key).orElse(null) instanceof Node.Scalar scalar && !scalar.isNull()
        ? scalar.text()
        : otherwise;
  }
}
