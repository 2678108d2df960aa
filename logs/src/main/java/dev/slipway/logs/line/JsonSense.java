package dev.slipway.logs.line;

import dev.slipway.logs.Level;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Lines that are JSON objects, whatever their logger calls time and level. */
final class JsonSense {
  private static final Set<String> LEVELS =
      Set.of("level", "severity", "lvl", "loglevel", "log.level", "levelname", "severitytext");
  private static final Set<String> TIMES =
      Set.of("time", "timestamp", "ts", "@timestamp", "t", "asctime", "datetime", "@t", "date");

  private final JsonFactory json = new JsonFactory();

  Sensed of(String line) {
    Optional<Instant> at = Optional.empty();
    var level = Level.UNKNOWN;
    var answered = 0;
    try (var parser = json.createParser(ObjectReadContext.empty(), line)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Sensed.NOTHING;
      }
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        var name = parser.currentName().toLowerCase(Locale.ROOT);
        var value = parser.nextToken();
        if (level == Level.UNKNOWN && LEVELS.contains(name)) {
          level = level(parser, value);
        } else if (at.isEmpty() && TIMES.contains(name)) {
          at = time(parser, value);
        } else if (name.equals("status") && value == JsonToken.VALUE_NUMBER_INT) {
          answered = parser.getIntValue();
        }
        parser.skipChildren();
      }
    } catch (JacksonException notJson) {
      // A line that was cut short says what it said until there.
      return new Sensed(at, level);
    }
    // A line of an access log has no level, and an answer of the server's own fault is one.
    return new Sensed(at, level == Level.UNKNOWN && answered >= 500 ? Level.ERROR : level);
  }

  private static Level level(JsonParser parser, JsonToken value) {
    if (value == JsonToken.VALUE_STRING) {
      return Level.of(parser.getString()).orElse(Level.UNKNOWN);
    }
    return value == JsonToken.VALUE_NUMBER_INT
        ? Level.ofTens(parser.getIntValue()).orElse(Level.UNKNOWN)
        : Level.UNKNOWN;
  }

  private static Optional<Instant> time(JsonParser parser, JsonToken value) {
    if (value == JsonToken.VALUE_STRING) {
      return Moments.ofText(parser.getString(), ZoneOffset.UTC);
    }
    return value.isNumeric() ? Moments.ofNumber(parser.getDoubleValue()) : Optional.empty();
  }
}
