package dev.slipway.protocol.edge;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a JSON document left out, replaced by its default. */
final class Given {
  private Given() {}

  static <T> List<T> list(@Nullable List<T> given) {
    return given == null ? List.of() : List.copyOf(given);
  }

  static <K, V> Map<K, V> map(@Nullable Map<K, V> given) {
    return given == null ? Map.of() : Map.copyOf(given);
  }

  static <T> T or(@Nullable T given, T otherwise) {
    return given == null ? otherwise : given;
  }
}
