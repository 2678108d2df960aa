package dev.slipway.manifest.tree;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** Reads TOML into a tree. */
public final class TomlTree {
  private TomlTree() {}

  public static Node read(String text) throws TreeException {
    TomlParseResult toml;
    try {
      toml = Toml.parse(text);
    } catch (RuntimeException e) {
      throw new TreeException(
          Place.START, "SLIP-1006", "the TOML can't be read: " + e.getMessage(), "correct it");
    }
    if (toml.hasErrors()) {
      var error = toml.errors().getFirst();
      throw new TreeException(
          place(error.position(), ""),
          "SLIP-1006",
          "the TOML can't be read here: " + error.getMessage(),
          "correct it");
    }
    return table(toml, new Place(1, 1, ""));
  }

  private static Node table(TomlTable table, Place place) {
    var entries = new LinkedHashMap<String, Node.Entry>();
    for (var key : table.keySet()) {
      var path = Place.under(place.path(), key);
      var at = place(table.inputPositionOf(List.of(key)), path);
      entries.put(key, new Node.Entry(at, value(table.get(List.of(key)), at)));
    }
    return new Node.Mapping(place, entries);
  }

  private static Node value(@Nullable Object value, Place place) {
    return switch (value) {
      case TomlTable table -> table(table, place);
      case TomlArray array -> {
        var items = new ArrayList<Node>();
        for (var i = 0; i < array.size(); i++) {
          items.add(
              value(array.get(i), place(array.inputPositionOf(i), Place.under(place.path(), i))));
        }
        yield new Node.Sequence(place, items);
      }
      case String text -> new Node.Scalar(place, text, false);
      case null -> new Node.Scalar(place, "", true);
      default -> new Node.Scalar(place, value.toString(), true);
    };
  }

  private static Place place(@Nullable TomlPosition position, String path) {
    return position == null
        ? new Place(1, 1, path)
        : new Place(position.line(), position.column(), path);
  }
}
