package dev.slipway.protocol.edge;

import dev.slipway.kit.Problem;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * How tables and figures are written. A field that this version doesn't know is an error: an edge
 * that dropped a rate limit or a redirect in silence would serve something nobody asked for.
 */
public final class EdgeJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  /** Answers are read leniently: a younger edge may count more than this control plane knows. */
  private static final JsonMapper ANSWERS =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private EdgeJson() {}

  public static String write(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  /** Reads a table and checks it; all its mistakes are told at once. */
  public static RoutingTable table(String json) {
    var table = read(MAPPER, json, RoutingTable.class, "routing table");
    var mistakes = TableCheck.mistakes(table);
    if (!mistakes.isEmpty()) {
      throw Problem.of(
              Problem.Kind.BAD_INPUT,
              "SLIP-4002",
              "routing table "
                  + table.version()
                  + " contradicts itself in "
                  + mistakes.size()
                  + (mistakes.size() == 1 ? " place: " : " places: ")
                  + String.join("; ", mistakes),
              "correct the table; the edge goes on with the one it has")
          .exception();
    }
    return table;
  }

  /** Reads what the edge answered. */
  public static <T> T read(String json, Class<T> type, String what) {
    return read(ANSWERS, json, type, what);
  }

  private static <T> T read(JsonMapper mapper, String json, Class<T> type, String what) {
    try {
      var value = mapper.readValue(json, type);
      if (value == null) {
        throw unreadable(what, "it is null").exception();
      }
      return value;
    } catch (JacksonException e) {
      throw unreadable(what, e.getOriginalMessage() + place(e)).exception(e);
    }
  }

  private static String place(JacksonException e) {
    var path = e.getPathReference();
    return path == null || path.isEmpty() ? "" : " (at " + path + ")";
  }

  private static Problem unreadable(String what, String fact) {
    return Problem.of(
        Problem.Kind.BAD_INPUT,
        "SLIP-4001",
        what + " can't be read: " + fact,
        "a field that is unknown here may be of a newer version: upgrade the edge first");
  }
}
