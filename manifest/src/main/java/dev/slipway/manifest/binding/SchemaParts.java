package dev.slipway.manifest.binding;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The named parts of a JSON Schema, each written once and referred to. */
public final class SchemaParts {
  private final Map<String, Map<String, Object>> parts = new TreeMap<>();

  Map<String, Object> reference(String name, Supplier<Map<String, Object>> part) {
    if (!parts.containsKey(name)) {
      parts.put(name, Map.of()); // Holds the place, should the part refer to itself.
      parts.put(name, part.get());
    }
    return Map.of("$ref", "#/$defs/" + name);
  }

  public Map<String, Map<String, Object>> all() {
    return parts;
  }
}
