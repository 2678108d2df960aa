package dev.slipway.api;

import dev.slipway.kit.Problem;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What JSON lets through and no handler should have to ask for: fields that are missing, and
 * characters that the store can't keep. All mistakes are told at once.
 */
final class Soundness {
  private Soundness() {}

  static String text(String where, String text) {
    if (text.indexOf('\0') >= 0) {
      throw Problem.of(
              Problem.Kind.BAD_INPUT,
              "SLIP-8511",
              where + ": holds a NUL character",
              "leave it out")
          .exception();
    }
    return text;
  }

  static void demand(Object body, Class<?> type) {
    var mistakes = new ArrayList<String>();
    look("", body, mistakes);
    if (!mistakes.isEmpty()) {
      throw Problem.of(
              Problem.Kind.BAD_INPUT,
              "SLIP-8511",
              type.getSimpleName() + ": " + String.join(", ", mistakes),
              "see /openapi.json for its fields")
          .exception();
    }
  }

  private static void look(String where, @Nullable Object value, List<String> mistakes) {
    switch (value) {
      case null -> mistakes.add(where + " is missing");
      case String text when text.indexOf('\0') >= 0 ->
          mistakes.add(where + " holds a NUL character");
      case Record record -> fields(where, record, mistakes);
      case Collection<?> all -> {
        var i = 0;
        for (var one : all) {
          look(where + "[" + i++ + "]", one, mistakes);
        }
      }
      case Map<?, ?> all ->
          all.forEach(
              (key, one) -> {
                look(where + "'s key", key, mistakes);
                look(where + "." + key, one, mistakes);
              });
      default -> {}
    }
  }

  private static void fields(String where, Record record, List<String> mistakes) {
    for (var component : record.getClass().getRecordComponents()) {
      var value = valueOf(component, record);
      if (value != null || !mayBeAbsent(component)) {
        look(
            where.isEmpty() ? component.getName() : where + "." + component.getName(),
            value,
            mistakes);
      }
    }
  }

  private static @Nullable Object valueOf(RecordComponent component, Record record) {
    try {
      var accessor = component.getAccessor();
      accessor.setAccessible(true);
      return accessor.invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  static boolean mayBeAbsent(RecordComponent component) {
    return component.getType() == Optional.class
        || component.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }
}
