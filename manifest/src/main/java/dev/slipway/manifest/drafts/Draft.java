package dev.slipway.manifest.drafts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A manifest in the making: nested mappings in the order in which they will be written. */
public final class Draft {
  private static final Map<String, String> SHORTHANDS =
      Map.of(
          "build", "command",
          "health", "path",
          "strategy", "kind",
          "backup", "every",
          "migrations", "folder",
          "seed", "file");

  private final Map<String, Object> root = new LinkedHashMap<>();
  private final Map<String, String> comments = new LinkedHashMap<>();

  /**
   * Puts a text, number, truth, list or mapping at a path, unless something is there: who speaks
   * first is heard. Returns whether the path now has this value.
   */
  public boolean put(Object value, String... path) {
    var parent = mapping(List.of(path).subList(0, path.length - 1), root);
    var before = parent.putIfAbsent(path[path.length - 1], value);
    return before == null || before.equals(value);
  }

  /** Puts a value whatever was there. */
  public void replace(Object value, String... path) {
    mapping(List.of(path).subList(0, path.length - 1), root).put(path[path.length - 1], value);
  }

  /** Adds to a list, once. */
  public void add(String value, String... path) {
    var parent = mapping(List.of(path).subList(0, path.length - 1), root);
    var list = new ArrayList<Object>();
    if (parent.get(path[path.length - 1]) instanceof List<?> before) {
      list.addAll(before);
    }
    if (!list.contains(value)) {
      list.add(value);
    }
    parent.put(path[path.length - 1], list);
  }

  /** Makes sure that there is a mapping at the path. */
  public void open(String... path) {
    mapping(List.of(path), root);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> mapping(List<String> path, Map<String, Object> root) {
    var at = root;
    for (var step : path) {
      var next = at.get(step);
      if (!(next instanceof Map)) {
        var whole = new LinkedHashMap<String, Object>();
        if (next != null) {
          // What was said in short is kept when more is said.
          whole.put(SHORTHANDS.getOrDefault(step, "value"), next);
        }
        next = whole;
        at.put(step, next);
      }
      at = (Map<String, Object>) next;
    }
    return at;
  }

  public Optional<Object> get(String... path) {
    Object at = root;
    for (var step : path) {
      if (!(at instanceof Map<?, ?> map) || map.get(step) == null) {
        return Optional.empty();
      }
      at = map.get(step);
    }
    return Optional.of(at);
  }

  public Optional<String> text(String... path) {
    return get(path)
        .filter(value -> !(value instanceof Map || value instanceof List))
        .map(Object::toString);
  }

  public boolean has(String... path) {
    return get(path).isPresent();
  }

  /** The names in a part, such as services. */
  public List<String> names(String... path) {
    return get(path).orElse(null) instanceof Map<?, ?> map
        ? map.keySet().stream().map(Object::toString).toList()
        : List.of();
  }

  /** Takes out exactly what stands at the path, if something does. */
  public void drop(String... path) {
    var parent =
        path.length == 1
            ? Optional.<Object>of(root)
            : get(java.util.Arrays.copyOf(path, path.length - 1));
    if (parent.orElse(null) instanceof Map<?, ?> map) {
      map.remove(path[path.length - 1]);
    }
  }

  /** Takes out what stands at the path, or the nearest thing above it; returns what went. */
  public Optional<String> remove(String path) {
    var steps = new ArrayList<>(List.of(path.replace("[", ".[").split("\\.")));
    while (!steps.isEmpty()) {
      var last = steps.removeLast();
      var parent = steps.isEmpty() ? Optional.<Object>of(root) : get(steps.toArray(String[]::new));
      if (parent.orElse(null) instanceof Map<?, ?> map && map.remove(last) != null) {
        var gone = new ArrayList<>(steps);
        gone.add(last);
        return Optional.of(String.join(".", gone));
      }
    }
    return Optional.empty();
  }

  /** A remark that is written above the key. */
  public void comment(String text, String... path) {
    comments.merge(
        String.join(".", path),
        text,
        (first, second) -> first.contains(second) ? first : first + "; " + second);
  }

  Optional<String> commentAt(String path) {
    return Optional.ofNullable(comments.get(path));
  }

  Map<String, Object> root() {
    return root;
  }
}
