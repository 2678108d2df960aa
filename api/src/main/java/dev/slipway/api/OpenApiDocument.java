package dev.slipway.api;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The OpenAPI 3.1 document, made from the list of endpoints and the records they name. */
final class OpenApiDocument {
  private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");

  private final Map<String, Object> schemas = new TreeMap<>();

  static Map<String, Object> of(Collection<Endpoint> endpoints, String version) {
    return new OpenApiDocument().write(endpoints, version);
  }

  private Map<String, Object> write(Collection<Endpoint> endpoints, String version) {
    var paths = new TreeMap<String, Map<String, Object>>();
    for (var endpoint : endpoints) {
      paths
          .computeIfAbsent(endpoint.path(), path -> new TreeMap<>())
          .put(endpoint.method().name().toLowerCase(java.util.Locale.ROOT), operation(endpoint));
    }
    var document = new LinkedHashMap<String, Object>();
    document.put("openapi", "3.1.0");
    document.put("info", Map.of("title", "Slipway", "version", version));
    document.put("security", List.of(Map.of("token", List.of())));
    document.put("paths", paths);
    document.put(
        "components",
        Map.of(
            "securitySchemes",
            Map.of("token", Map.of("type", "http", "scheme", "bearer")),
            "schemas",
            schemas));
    return document;
  }

  private Map<String, Object> operation(Endpoint endpoint) {
    var operation = new LinkedHashMap<String, Object>();
    operation.put("summary", endpoint.summary());
    operation.put("x-slipway-permission", endpoint.right().permission().name());
    operation.put("x-slipway-scope", endpoint.right().scope().name());
    operation.put("x-slipway-action", endpoint.right().action());
    var parameters = new ArrayList<Object>();
    var match = PARAMETER.matcher(endpoint.path());
    while (match.find()) {
      parameters.add(
          Map.of(
              "name",
              match.group(1),
              "in",
              "path",
              "required",
              true,
              "schema",
              Map.of("type", "string")));
    }
    endpoint.extras().queries().forEach(query -> parameters.add(query.document()));
    if (!endpoint.changesNothing()) {
      parameters.add(
          header(
              Repeats.HEADER,
              "a text of the caller's own: sent again with it, the same request is carried out"
                  + " once, and answered as before"));
    }
    if (endpoint.extras().versions() == Endpoint.Versions.MATCHED) {
      parameters.add(
          header("If-Match", "the ETag that was seen: refused when somebody changed it since"));
    }
    if (!parameters.isEmpty()) {
      operation.put("parameters", parameters);
    }
    if (endpoint.takes() != null) {
      operation.put(
          "requestBody",
          Map.of("required", true, "content", json(schema(endpoint.takes()), "application/json")));
    }
    var answer =
        endpoint.isStream()
            ? Map.<String, Object>of("text/event-stream", Map.of())
            : endpoint.gives() == Text.class
                ? Map.<String, Object>of("application/jsonl", Map.of())
                : json(schema(endpoint.gives()), "application/json");
    operation.put(
        "responses",
        Map.of(
            "200",
            done(endpoint, answer),
            "default",
            Map.of(
                "description",
                "a problem",
                "content",
                json(
                    schema(dev.slipway.protocol.ProblemDocument.class),
                    dev.slipway.protocol.ProblemDocument.MEDIA_TYPE))));
    return operation;
  }

  private static Map<String, Object> header(String name, String meaning) {
    return Map.of(
        "name",
        name,
        "in",
        "header",
        "required",
        false,
        "description",
        meaning,
        "schema",
        Map.of("type", "string"));
  }

  private static Map<String, Object> done(Endpoint endpoint, Map<String, Object> answer) {
    if (endpoint.extras().versions() == Endpoint.Versions.NONE) {
      return Map.of("description", "done", "content", answer);
    }
    var tag = Map.of("description", "the version of it", "schema", Map.of("type", "string"));
    return Map.of("description", "done", "content", answer, "headers", Map.of("ETag", tag));
  }

  private static Map<String, Object> json(Map<String, Object> schema, String mediaType) {
    return Map.of(mediaType, Map.of("schema", schema));
  }

  private Map<String, Object> schema(Type type) {
    if (type instanceof ParameterizedType generic) {
      return genericSchema(generic);
    }
    if (!(type instanceof Class<?> plain)) {
      return Map.of();
    }
    if (plain.isRecord()) {
      return recordSchema(plain);
    }
    if (plain.isEnum()) {
      var names = new ArrayList<String>();
      for (var constant : plain.getEnumConstants()) {
        names.add(((Enum<?>) constant).name());
      }
      return Map.of("type", "string", "enum", names);
    }
    return simpleSchema(plain);
  }

  private static Map<String, Object> simpleSchema(Class<?> type) {
    if (type == String.class || type == Duration.class) {
      return Map.of("type", "string");
    }
    if (type == Instant.class) {
      return Map.of("type", "string", "format", "date-time");
    }
    if (type == boolean.class || type == Boolean.class) {
      return Map.of("type", "boolean");
    }
    if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
      return Map.of("type", "integer");
    }
    if (type == double.class || type == Double.class) {
      return Map.of("type", "number");
    }
    return Map.of();
  }

  private Map<String, Object> genericSchema(ParameterizedType type) {
    var raw = (Class<?>) type.getRawType();
    if (Collection.class.isAssignableFrom(raw)) {
      return Map.of("type", "array", "items", schema(type.getActualTypeArguments()[0]));
    }
    if (Map.class.isAssignableFrom(raw)) {
      return Map.of(
          "type", "object", "additionalProperties", schema(type.getActualTypeArguments()[1]));
    }
    if (raw == Optional.class) {
      return schema(type.getActualTypeArguments()[0]);
    }
    return Map.of();
  }

  private Map<String, Object> recordSchema(Class<?> type) {
    var name = type.getSimpleName();
    if (!schemas.containsKey(name)) {
      schemas.put(name, Map.of());
      var properties = new LinkedHashMap<String, Object>();
      var required = new ArrayList<String>();
      for (var component : type.getRecordComponents()) {
        properties.put(component.getName(), schema(component.getGenericType()));
        if (!Soundness.mayBeAbsent(component)) {
          required.add(component.getName());
        }
      }
      var schema = new LinkedHashMap<String, Object>();
      schema.put("type", "object");
      schema.put("properties", properties);
      if (!required.isEmpty()) {
        schema.put("required", required);
      }
      schemas.put(name, schema);
    }
    return Map.of("$ref", "#/components/schemas/" + name);
  }
}
