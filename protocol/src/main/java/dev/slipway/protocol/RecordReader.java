package dev.slipway.protocol;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON into records as {@link Json} does, without the mapper: making that takes longer than
 * all the rest of a short call of the command line. For the few records that such calls read, of
 * texts, whole numbers, times, lists and further records.
 */
public final class RecordReader {
  private RecordReader() {}

  /**
   * @throws IllegalArgumentException when the text is no JSON, or not that of such a record
   */
  public static <T extends Record> T read(String text, Class<T> type) {
    var json = new JsonText(text);
    var read = type.cast(record(json, type));
    json.end();
    return read;
  }

  private static Object record(JsonText json, Class<?> type) {
    var components = type.getRecordComponents();
    var values = new @Nullable Object[components.length];
    for (var i = 0; i < components.length; i++) {
      values[i] = absent(components[i].getType());
    }
    json.expect('{');
    for (var more = !json.takes('}'); more; more = json.more()) {
      var place = place(components, json.string());
      json.expect(':');
      if (place < 0) {
        // A newer server knows more.
        json.skip();
      } else {
        values[place] = value(json, components[place].getGenericType());
      }
    }
    return made(json, type, values);
  }

  private static int place(RecordComponent[] components, String name) {
    for (var i = 0; i < components.length; i++) {
      if (components[i].getName().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  private static @Nullable Object value(JsonText json, Type type) {
    if (json.takesWord("null")) {
      return type instanceof Class<?> plain ? absent(plain) : null;
    }
    if (type instanceof ParameterizedType list) {
      return list(json, list.getActualTypeArguments()[0]);
    }
    var plain = (Class<?>) type;
    if (plain.isRecord()) {
      return record(json, plain);
    }
    if (plain == String.class) {
      return json.string();
    }
    if (plain == Instant.class) {
      return instant(json);
    }
    if (plain == long.class) {
      return json.number();
    }
    throw new IllegalStateException("RecordReader does not read " + type);
  }

  private static List<@Nullable Object> list(JsonText json, Type of) {
    var all = new ArrayList<@Nullable Object>();
    json.expect('[');
    for (var more = !json.takes(']'); more; more = json.takes(',') || !json.closed(']')) {
      all.add(value(json, of));
    }
    return all;
  }

  private static Instant instant(JsonText json) {
    var text = json.string();
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw json.broken("\"" + text + "\" is no time");
    }
  }

  private static @Nullable Object absent(Class<?> type) {
    return type == long.class ? Long.valueOf(0) : null;
  }

  private static Object made(JsonText json, Class<?> type, @Nullable Object[] values) {
    try {
      var types = Stream.of(type.getRecordComponents()).map(RecordComponent::getType);
      return type.getDeclaredConstructor(types.toArray(Class<?>[]::new)).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw json.broken("no " + type.getSimpleName() + " can be made of it");
    }
  }
}
