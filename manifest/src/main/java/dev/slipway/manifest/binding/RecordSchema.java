package dev.slipway.manifest.binding;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the JSON Schema says of a record. */
final class RecordSchema {
  private RecordSchema() {}

  static Map<String, Object> of(
      Collection<Component> components,
      Optional<Component> shorthand,
      SchemaParts parts,
      boolean partial) {
    var properties = new LinkedHashMap<String, Object>();
    var required = new LinkedHashSet<String>();
    for (var component : components) {
      properties.put(
          component.key(),
          component.schema(parts, partial ? Shape.Completeness.PARTIAL : Shape.Completeness.WHOLE));
      if (component.isRequired() && !partial) {
        required.add(component.key());
      }
    }
    var schema = new LinkedHashMap<String, Object>();
    schema.put("type", required.isEmpty() ? List.of("object", "null") : "object");
    schema.put("additionalProperties", false);
    schema.put("properties", properties);
    if (!required.isEmpty()) {
      schema.put("required", List.copyOf(required));
    }
    return shorthand
        .map(
            component -> {
              var alone = component.shape().schema(parts, Shape.Completeness.WHOLE);
              return Map.<String, Object>of("anyOf", List.of(alone, schema));
            })
        .orElse(schema);
  }
}
