package dev.slipway.manifest.tree;

/** Finds where a value stands, for mistakes that are noticed only in the records. */
public final class Places {
  private Places() {}

  /**
   * The place of the value under the keys (texts) and indexes (numbers); where the file says
   * nothing there, the nearest value above it.
   */
  public static Place find(Node root, Object... steps) {
    var node = root;
    var path = root.place().path();
    for (var step : steps) {
      path = extended(path, step);
      var next = child(node, step);
      if (next == null) {
        return new Place(node.place().line(), node.place().column(), path);
      }
      node = next;
    }
    return node.place();
  }

  /** The value under the keys and indexes, if the file has one. */
  public static @org.jspecify.annotations.Nullable Node node(Node root, Object... steps) {
    @org.jspecify.annotations.Nullable Node node = root;
    for (var step : steps) {
      node = node == null ? null : child(node, step);
    }
    return node;
  }

  private static @org.jspecify.annotations.Nullable Node child(Node node, Object step) {
    return switch (node) {
      case Node.Mapping mapping -> mapping.value(step.toString()).orElse(null);
      case Node.Sequence list when step instanceof Integer index && index < list.items().size() ->
          list.items().get(index);
      default -> null;
    };
  }

  private static String extended(String path, Object step) {
    return step instanceof Integer index
        ? Place.under(path, index)
        : Place.under(path, step.toString());
  }
}
