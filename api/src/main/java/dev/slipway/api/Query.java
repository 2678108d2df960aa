package dev.slipway.api;

import dev.slipway.kit.Problem;
import java.util.List;
import java.util.Map;

/**
 * Something that may stand in the query of a path: told in the OpenAPI document, and what is sent
 * is held to it.
 */
public record Query(String name, String meaning, Kind kind) {

  /** What it may be. */
  public sealed interface Kind {}

  /** Any text. */
  public record Text() implements Kind {}

  /** One of these. */
  public record Word(List<String> words) implements Kind {}

  /** A whole number within limits. */
  public record Whole(long otherwise, long smallest, long largest) implements Kind {}

  public static Query text(String name, String meaning) {
    return new Query(name, meaning, new Text());
  }

  public static Query word(String name, String meaning, String... words) {
    return new Query(name, meaning, new Word(List.of(words)));
  }

  /** A page of a list: so many at most. */
  public static Query limit(long otherwise, long largest) {
    return new Query("limit", "so many at most", new Whole(otherwise, 1, largest));
  }

  /** The next page of a list that begins with the newest. */
  public static Query before() {
    return new Query(
        "before",
        "only what has a smaller number, as the page before tells; 0 for the newest",
        new Whole(0, 0, Long.MAX_VALUE));
  }

  public static Query number(String name, String meaning, Whole limits) {
    return new Query(name, meaning, limits);
  }

  /** Refuses what is not one of the words. */
  void demand(String value) {
    if (kind instanceof Word(var words) && !words.contains(value)) {
      throw Problem.of(
              Problem.Kind.BAD_INPUT,
              "SLIP-8517",
              "query " + name + ": \"" + value + "\" is not one of its words",
              "write one of " + String.join(", ", words))
          .exception();
    }
  }

  /** As the OpenAPI document has it. */
  Map<String, Object> document() {
    return Map.of(
        "name", name, "in", "query", "required", false, "description", meaning, "schema", schema());
  }

  private Map<String, Object> schema() {
    return switch (kind) {
      case Text() -> Map.of("type", "string");
      case Word(var words) -> Map.of("type", "string", "enum", words);
      case Whole(var otherwise, var smallest, var largest) ->
          Map.of("type", "integer", "default", otherwise, "minimum", smallest, "maximum", largest);
    };
  }
}
