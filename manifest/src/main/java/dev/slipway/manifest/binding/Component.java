package dev.slipway.manifest.binding;

import dev.slipway.manifest.tree.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One key of a record.
 *
 * @param optional whether the record holds an Optional, empty where the key isn't there
 * @param missing what stands in where the key isn't there; empty for a required key
 */
record Component(
    String key, Shape shape, boolean optional, Optional<Missing> missing, Words words) {

  /** What a component says about itself to people. */
  record Words(
      Optional<String> doc, Optional<String> written, List<String> aka, boolean shorthand) {}

  /**
   * A default: as it would be written, and the value, which is read once since it never changes.
   */
  record Missing(Node node, Object value) {}

  boolean isShorthand() {
    return words.shorthand();
  }

  boolean isRequired() {
    return !optional && missing.isEmpty();
  }

  Object read(Node.Mapping mapping, Mistakes mistakes) {
    var written = mapping.value(key);
    if (optional) {
      return written.map(node -> shape.read(node, mistakes));
    }
    if (written.isPresent()) {
      return shape.read(written.get(), mistakes);
    }
    if (missing.isEmpty()) {
      mistakes.add(
          RecordShape.placeOfMissing(mapping, key),
          "SLIP-1011",
          "is missing",
          words.doc().map(doc -> "add " + key + ": " + doc).orElse("add " + key));
      return shape.read(new Node.Scalar(mapping.place(), "", true), new Mistakes());
    }
    return missing.get().value();
  }

  Optional<Node> valueOrDefault(Node.Mapping mapping) {
    return mapping.value(key).or(() -> missing.map(Missing::node));
  }

  Node withDefaults(Node value) {
    return Defaults.filledIn(shape, value);
  }

  Map<String, Object> schema(SchemaParts parts, Shape.Completeness completeness) {
    var schema = new LinkedHashMap<>(shape.schema(parts, completeness));
    words.doc().ifPresent(doc -> schema.put("description", doc));
    words.written().ifPresent(text -> schema.put("default", jsonDefault(text)));
    return schema;
  }

  /** The default as the JSON value that an editor would offer. */
  private static Object jsonDefault(String text) {
    if (text.equals("true") || text.equals("false")) {
      return Boolean.valueOf(text);
    }
    if (text.equals("{}")) {
      return Map.of();
    }
    return text.matches("-?\\d{1,9}") ? Integer.valueOf(text) : text;
  }
}
