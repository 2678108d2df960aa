package dev.slipway.manifest.binding;

import dev.slipway.manifest.tree.Node;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A mapping whose keys are names that the file's author chose. */
record MapShape(Format keys, Shape values) implements Shape {
  private static final String LINE = "write each on a line of its own, indented by two spaces: ";

  @Override
  public Object read(Node node, Mistakes mistakes) {
    var read = new LinkedHashMap<String, Object>();
    switch (node) {
      case Node.Mapping mapping ->
          mapping
              .entries()
              .forEach(
                  (key, entry) -> {
                    if (checkKey(key, entry, mistakes)) {
                      read.put(key, values.read(entry.value(), mistakes));
                    }
                  });
      case Node.Scalar scalar when scalar.isNull() -> {}
      default ->
          mistakes.add(
              node.place(),
              "SLIP-1012",
              "needs a mapping of names to values and has " + node.kind(),
              example(node));
    }
    return Collections.unmodifiableMap(read);
  }

  /** The first of a list as it should have been written. */
  private String example(Node node) {
    if (keys == Format.VARIABLE && node instanceof Node.Scalar one && one.text().equals("PORT")) {
      return "remove it: each instance is given PORT by itself; another variable stands as in"
          + " env: { LOG_LEVEL: info }";
    }
    var first =
        node instanceof Node.Sequence list && !list.items().isEmpty()
            ? list.items().getFirst()
            : node;
    return switch (first) {
      case Node.Mapping mapping -> named(mapping);
      case Node.Scalar scalar -> LINE + pair(scalar.text());
      case Node.Sequence list -> LINE + "name: value";
    };
  }

  /** {@code - web: {...}} and {@code - name: web}, as other tools list them. */
  private String named(Node.Mapping item) {
    var name =
        item.value("name").orElse(null) instanceof Node.Scalar scalar && !scalar.isNull()
            ? scalar.text()
            : "";
    if (!name.isEmpty()) {
      return "write " + name + ": instead of - name: " + name + ", and its other keys below it";
    }
    var first = item.entries().keySet().stream().findFirst().orElse("");
    if (values instanceof RecordShape part && part.has(first)) {
      return "write a name of its own for each instead of the hyphen, and "
          + first
          + ": and the other keys below it";
    }
    return item.entries().size() == 1
        ? "remove the hyphen before " + item.entries().keySet().iterator().next() + ":"
        : LINE + "name: value";
  }

  private String pair(String first) {
    var isPart = values instanceof RecordShape part && !part.hasShorthand();
    if (isPart && (!keys.matches(first) || first.matches("true|yes|on"))) {
      return "main: {}";
    }
    var pair = first.split("=|: ?", 2);
    if (pair.length == 2 && !pair[1].isEmpty()) {
      return pair[0] + ": " + Quote.shortened(pair[1]);
    }
    if (keys.matches(first)) {
      return first + ": " + (isPart ? "{}" : "value");
    }
    return first.isEmpty() || values instanceof ScalarShape<?> ? "name: value" : "name: " + first;
  }

  /** Whether what is below the key can be read at all. */
  private boolean checkKey(String key, Node.Entry entry, Mistakes mistakes) {
    var isKeyOfPart =
        values instanceof RecordShape part
            && part.has(key)
            && !part.hasShorthand()
            && (part.of(key) instanceof RecordShape
                || part.of(key) instanceof MapShape
                || !(entry.value() instanceof Node.Mapping))
            && !(entry.value() instanceof Node.Scalar scalar && scalar.isNull())
            && !(entry.value() instanceof Node.Mapping mapping && part.hasAny(mapping));
    if (isKeyOfPart) {
      mistakes.add(
          entry.keyPlace(),
          "SLIP-1010",
          key + " is a key of what stands here, and stands where the names do",
          "indent it and what is below it by two more spaces, under the name it belongs to");
      return false;
    }
    if (!keys.matches(key)) {
      mistakes.add(
          entry.keyPlace(),
          "SLIP-1015",
          "\"" + Quote.shortened(key) + "\" is not " + keys.description(),
          keys.repair(key).map(better -> "write " + better).orElse("choose another name"));
    }
    return true;
  }

  @Override
  public Node normal(Node node) {
    if (node instanceof Node.Scalar scalar && scalar.isNull()) {
      return Node.Mapping.empty(scalar.place());
    }
    if (!(node instanceof Node.Mapping mapping)) {
      return node;
    }
    var normal = new LinkedHashMap<String, Node.Entry>();
    mapping
        .entries()
        .forEach(
            (key, entry) ->
                normal.put(key, new Node.Entry(entry.keyPlace(), values.normal(entry.value()))));
    return new Node.Mapping(mapping.place(), normal);
  }

  @Override
  public Node merge(Node base, Node over) {
    if (!(base instanceof Node.Mapping below) || !(over instanceof Node.Mapping above)) {
      return over;
    }
    var merged = new LinkedHashMap<>(below.entries());
    above
        .entries()
        .forEach(
            (key, entry) ->
                merged.merge(
                    key,
                    entry,
                    (first, second) ->
                        new Node.Entry(
                            second.keyPlace(), values.merge(first.value(), second.value()))));
    return new Node.Mapping(below.place(), merged);
  }

  @Override
  public Map<String, Object> schema(SchemaParts parts, Completeness completeness) {
    var schema = new LinkedHashMap<String, Object>();
    schema.put("type", java.util.List.of("object", "null"));
    if (keys != Format.TEXT) {
      schema.put("propertyNames", Map.of("pattern", keys.pattern()));
    }
    schema.put("additionalProperties", values.schema(parts, completeness));
    return schema;
  }
}
