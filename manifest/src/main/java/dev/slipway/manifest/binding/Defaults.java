package dev.slipway.manifest.binding;

import dev.slipway.manifest.tree.Node;
import java.util.LinkedHashMap;

/** Writes out what a file leaves unsaid. */
public final class Defaults {
  private Defaults() {}

  /** The node with every default in it, down to its leaves. */
  public static Node filledIn(Shape shape, Node node) {
    return switch (shape) {
      case RecordShape each ->
          each.normal(node) instanceof Node.Mapping mapping ? each.withDefaults(mapping) : node;
      case MapShape each ->
          each.normal(node) instanceof Node.Mapping mapping ? values(each, mapping) : node;
      case ListShape each ->
          each.normal(node) instanceof Node.Sequence list
              ? new Node.Sequence(
                  list.place(),
                  list.items().stream().map(item -> filledIn(each.items(), item)).toList())
              : node;
      case ScalarShape<?> each -> node;
      case RawShape each -> node;
    };
  }

  private static Node values(MapShape shape, Node.Mapping mapping) {
    var filled = new LinkedHashMap<String, Node.Entry>();
    mapping
        .entries()
        .forEach(
            (key, entry) ->
                filled.put(
                    key,
                    new Node.Entry(entry.keyPlace(), filledIn(shape.values(), entry.value()))));
    return new Node.Mapping(mapping.place(), filled);
  }
}
