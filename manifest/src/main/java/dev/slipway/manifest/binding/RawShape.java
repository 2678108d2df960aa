package dev.slipway.manifest.binding;

import dev.slipway.manifest.tree.Node;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Any value, kept as it is: a JSON body, or what an environment overrides. */
record RawShape(Optional<Shape> overridden) implements Shape {
  @Override
  public Object read(Node node, Mistakes mistakes) {
    if (overridden.isEmpty()) {
      return node;
    }
    var isMapping =
        node instanceof Node.Mapping || (node instanceof Node.Scalar scalar && scalar.isNull());
    if (!isMapping) {
      mistakes.add(
          node.place(),
          "SLIP-1012",
          "needs a mapping of names to what changes here and has " + node.kind(),
          "write the name, a colon, and below it the keys that differ in this environment");
    }
    return new Overrides<>(isMapping ? node : Node.Mapping.empty(node.place()));
  }

  @Override
  public Map<String, Object> schema(SchemaParts parts, Completeness completeness) {
    return overridden
        .map(shape -> shape.schema(parts, Completeness.PARTIAL))
        .orElse(Map.of("type", List.of("object", "array", "string", "number", "boolean", "null")));
  }
}
