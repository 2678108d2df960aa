package dev.slipway.manifest.tree;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A value in a file, with its place. */
public sealed interface Node {
  Place place();

  /** What a person calls this sort of value. */
  String kind();

  /**
   * A single value.
   *
   * @param plain written without quotes, so that 1, true and null may mean more than their text
   */
  record Scalar(Place place, String text, boolean plain) implements Node {
    public boolean isNull() {
      return plain
          && (text.isEmpty() || text.equals("~") || text.equals("null") || text.equals("Null"));
    }

    @Override
    public String kind() {
      return isNull() ? "empty" : "a single value";
    }
  }

  record Sequence(Place place, List<Node> items) implements Node {
    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public String kind() {
      return "a list";
    }
  }

  /** Keys and values in the order of the file. */
  record Mapping(Place place, Map<String, Entry> entries) implements Node {
    public Mapping {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    public static Mapping empty(Place place) {
      return new Mapping(place, Map.of());
    }

    public Optional<Node> value(String key) {
      return Optional.ofNullable(entries.get(key)).map(Entry::value);
    }

    /** The same mapping with one more key, or with a key's value replaced. */
    public Mapping with(String key, Node value) {
      var changed = new LinkedHashMap<>(entries);
      var before = entries.get(key);
      changed.put(key, new Entry(before == null ? value.place() : before.keyPlace(), value));
      return new Mapping(place, changed);
    }

    @Override
    public String kind() {
      return "a mapping";
    }
  }

  /** A value and the place of its key, which is where a mistake about the key is shown. */
  record Entry(Place keyPlace, Node value) {}
}
