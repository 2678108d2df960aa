package dev.slipway.protocol;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The one way that records become JSON and come back: times as ISO text, unknown fields ignored, so
 * that an older command line understands a newer server.
 */
public final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DateTimeFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private Json() {}

  public static String write(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  public static byte[] bytes(Object value) {
    return MAPPER.writeValueAsBytes(value);
  }

  /** For people: indented. */
  public static String pretty(Object value) {
    return MAPPER.writer().with(SerializationFeature.INDENT_OUTPUT).writeValueAsString(value);
  }

  public static <T> T read(String text, Class<T> type) throws JacksonException {
    return MAPPER.readValue(text, type);
  }

  public static <T> T read(byte[] text, Class<T> type) throws JacksonException {
    return MAPPER.readValue(text, type);
  }

  public static JsonNode tree(String text) throws JacksonException {
    return MAPPER.readTree(text);
  }
}
