package dev.slipway.manifest.binding;

import dev.slipway.kit.ByteSize;
import dev.slipway.kit.Durations;
import dev.slipway.kit.Suggestion;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The types that are written as one value: numbers, durations, sizes, words, and our own. */
final class ScalarTypes {

  private static final ScalarType<Boolean> BOOLEAN =
      new ScalarType<>(
          "true or false",
          "true",
          ScalarTypes::parseBoolean,
          Repairs::ofBoolean,
          List.of("boolean"),
          Map.of());
  private static final ScalarType<Integer> INTEGER =
      new ScalarType<>(
          "a whole number",
          "1",
          text -> number(text, Integer::valueOf),
          Repairs::ofWholeNumber,
          List.of("integer"),
          Map.of());
  private static final ScalarType<Double> DECIMAL =
      new ScalarType<>(
          "a number",
          "0.5",
          text -> number(text, ScalarTypes::finite),
          Repairs::ofNumber,
          List.of("number"),
          Map.of());
  private static final ScalarType<Duration> DURATION =
      new ScalarType<>(
          "a duration",
          "30s",
          Durations::parse,
          Repairs::ofDuration,
          List.of("string"),
          Map.of("pattern", "^([0-9]{1,12}(ms|s|m|h|d|w))+$"));
  private static final ScalarType<ByteSize> SIZE =
      new ScalarType<>(
          "a size",
          "512MB",
          ByteSize::parse,
          Repairs::ofSize,
          List.of("string", "integer"),
          Map.of("pattern", "^[0-9]{1,15}(\\.[0-9]{1,3})? ?([KkMmGgTt])?(i?[Bb])?$"));
  private static final ScalarType<ZoneId> ZONE =
      new ScalarType<>(
          "a time zone",
          "Europe/Berlin",
          ScalarTypes::zone,
          text -> Suggestion.nearest(text, ZoneId.getAvailableZoneIds()),
          List.of("string"),
          Map.of());

  private ScalarTypes() {}

  static ScalarType<String> text(Format format) {
    var plain = format == Format.TEXT || format == Format.CONTENT;
    return new ScalarType<>(
        format.description(),
        example(format),
        text -> format.matches(text) ? Optional.of(text) : Optional.empty(),
        format::repair,
        plain ? List.of("string", "number", "boolean") : List.of("string"),
        plain ? Map.of() : Map.of("pattern", format.pattern()));
  }

  private static String example(Format format) {
    return switch (format) {
      case NAME -> "backend";
      case ROLE -> "owner";
      case VARIABLE -> "SLACK_WEBHOOK";
      case HOST -> "erp.example";
      case PATH -> "/health";
      case FOLDER -> "backend/db";
      case MOUNT -> "/var/data";
      case IDENTIFIER -> "core";
      case HEADER -> "Accept";
      case ORIGIN -> "https://erp.example";
      case URL -> "https://erp.example/hook";
      case TEXT, CONTENT -> "value";
    };
  }

  /** Whether a record is written as one value, and not as a mapping of its components. */
  static boolean isOneValue(Class<?> type) {
    return type == ByteSize.class || type.isAnnotationPresent(Written.class);
  }

  static ScalarType<?> of(Class<?> type) {
    if (type == boolean.class || type == Boolean.class) {
      return BOOLEAN;
    }
    if (type == int.class || type == Integer.class) {
      return INTEGER;
    }
    if (type == double.class || type == Double.class) {
      return DECIMAL;
    }
    if (type == Duration.class) {
      return DURATION;
    }
    if (type == ByteSize.class) {
      return SIZE;
    }
    if (type == ZoneId.class) {
      return ZONE;
    }
    return type.isEnum() ? Words.of(type) : written(type);
  }

  /** A type of our own, which says by itself how it is written. */
  private static ScalarType<Object> written(Class<?> type) {
    var words = type.getAnnotation(Written.class);
    if (words == null) {
      throw new IllegalStateException(type + " has no @Written: it can't stand in a manifest");
    }
    try {
      var parse =
          MethodHandles.publicLookup()
              .findStatic(type, "parse", MethodType.methodType(Optional.class, String.class));
      return new ScalarType<>(
          words.as(),
          words.example(),
          text -> call(parse, text),
          repair(type),
          words.mayBeNumber() ? List.of("string", "integer") : List.of("string"),
          Map.of("pattern", "^(?:" + words.pattern() + ")$"));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " needs a public static parse(String)", e);
    }
  }

  /** A type that can tell what was probably meant has a public static repair(String). */
  private static Function<String, Optional<String>> repair(Class<?> type) {
    try {
      var repair =
          MethodHandles.publicLookup()
              .findStatic(type, "repair", MethodType.methodType(Optional.class, String.class));
      return text -> call(repair, text).map(Object::toString);
    } catch (ReflectiveOperationException cannotTell) {
      return text -> Optional.empty();
    }
  }

  @SuppressWarnings("unchecked")
  private static Optional<Object> call(java.lang.invoke.MethodHandle parse, String text) {
    try {
      return (Optional<Object>) parse.invoke(text);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("parse never throws", e);
    }
  }

  private static Optional<Boolean> parseBoolean(String text) {
    return switch (text) {
      case "true" -> Optional.of(true);
      case "false" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  private static <T> Optional<T> number(String text, Function<String, T> parse) {
    try {
      return Optional.ofNullable(parse.apply(text));
    } catch (NumberFormatException notANumber) {
      return Optional.empty();
    }
  }

  private static Double finite(String text) {
    if (!text.matches("-?\\d{1,15}(\\.\\d{1,9})?")) {
      throw new NumberFormatException(text);
    }
    return Double.valueOf(text);
  }

  private static Optional<ZoneId> zone(String text) {
    try {
      return Optional.of(ZoneId.of(text));
    } catch (java.time.DateTimeException unknown) {
      return Optional.empty();
    }
  }
}
