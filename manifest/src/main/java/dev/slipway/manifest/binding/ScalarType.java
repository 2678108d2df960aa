package dev.slipway.manifest.binding;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A type that is written as one value.
 *
 * @param description with its article, as in: "48 hoours" is not a duration
 * @param parse the value, empty for a text that isn't one
 * @param repair what was probably meant, empty where that can't be told
 * @param jsonTypes what an editor may take the value for
 */
record ScalarType<T>(
    String description,
    String example,
    Function<String, Optional<T>> parse,
    Function<String, Optional<String>> repair,
    List<String> jsonTypes,
    Map<String, Object> constraints) {

  Optional<T> parse(String text) {
    return parse.apply(text);
  }

  /** Whether nearly any text would do. */
  boolean isText() {
    return neutral() instanceof String;
  }

  T neutral() {
    return parse
        .apply(example)
        .orElseThrow(() -> new IllegalStateException(example + " is no " + description));
  }

  String hint(String text) {
    return repair
        .apply(text)
        .map(better -> "write " + better)
        .orElseGet(() -> "write it as in " + example);
  }

  Map<String, Object> schema(Optional<Within> within) {
    var schema = new LinkedHashMap<String, Object>();
    schema.put("type", jsonTypes.size() == 1 ? jsonTypes.getFirst() : jsonTypes);
    schema.putAll(constraints);
    within.ifPresent(
        limits -> {
          schema.put("minimum", limits.least());
          schema.put("maximum", limits.greatest());
        });
    return schema;
  }
}
