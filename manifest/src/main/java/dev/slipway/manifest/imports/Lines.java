package dev.slipway.manifest.imports;

import dev.slipway.manifest.tree.Node;
import dev.slipway.manifest.tree.Place;
import java.util.List;

/** Files that are read line by line, where a value's place is its line. */
final class Lines {
  private static final int LONGEST = 20_000;

  private Lines() {}

  /** A line's value as a node. */
  static Node.Scalar value(int line, int column, String path, String text) {
    return new Node.Scalar(new Place(line, column, path), text, true);
  }

  static List<String> of(String text) {
    return text.lines().limit(LONGEST).toList();
  }
}
