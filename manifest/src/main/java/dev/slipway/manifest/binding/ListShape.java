package dev.slipway.manifest.binding;

import dev.slipway.manifest.tree.Node;
import dev.slipway.manifest.tree.Place;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A list; one value alone stands for a list of it. */
record ListShape(Shape items) implements Shape {
  private static final Pattern HYPHEN = Pattern.compile("-[A-Za-z][\\w.-]*");

  @Override
  public Object read(Node node, Mistakes mistakes) {
    return switch (node) {
      case Node.Sequence sequence ->
          List.copyOf(sequence.items().stream().map(item -> items.read(item, mistakes)).toList());
      case Node.Scalar scalar when scalar.isNull() -> List.of();
      case Node.Scalar scalar when scalar.plain() && HYPHEN.matcher(scalar.text()).matches() -> {
        mistakes.add(
            scalar.place(),
            "SLIP-1012",
            "a space is missing after the hyphen",
            "write - " + Quote.shortened(scalar.text().substring(1)));
        yield List.of();
      }
      case Node.Mapping mapping when !(items instanceof RecordShape) -> {
        mistakes.add(
            mapping.place(),
            "SLIP-1012",
            "needs a list and has a mapping",
            "start each line with a hyphen: - "
                + mapping.entries().keySet().stream().findFirst().orElse("value"));
        yield List.of();
      }
      default -> List.of(items.read(node, mistakes));
    };
  }

  @Override
  public Node normal(Node node) {
    return switch (node) {
      case Node.Sequence sequence ->
          new Node.Sequence(
              sequence.place(), sequence.items().stream().map(items::normal).toList());
      case Node.Scalar scalar when scalar.isNull() -> new Node.Sequence(scalar.place(), List.of());
      default -> {
        var place = node.place();
        var first = new Place(place.line(), place.column(), place.path());
        yield new Node.Sequence(first, List.of(items.normal(node)));
      }
    };
  }

  @Override
  public Map<String, Object> schema(SchemaParts parts, Completeness completeness) {
    var item = items.schema(parts, Completeness.WHOLE);
    // Ordered, so that the schema has the same bytes each time.
    var list = new LinkedHashMap<String, Object>();
    list.put("type", "array");
    list.put("items", item);
    return Map.of("anyOf", List.of(item, list));
  }
}
