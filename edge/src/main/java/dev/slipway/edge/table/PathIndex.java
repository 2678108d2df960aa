package dev.slipway.edge.table;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the longest path that holds a request's path; takes as long as the path is deep. */
public final class PathIndex<V> {
  private static final int DEEPEST = 64;

  private final ByteMap<V> paths;
  private final @Nullable V root;
  private final int deepest;

  public PathIndex(Map<String, V> byPath) {
    var rest = new HashMap<>(byPath);
    root = rest.remove("/");
    paths = new ByteMap<>(rest);
    deepest = rest.keySet().stream().mapToInt(PathIndex::depth).max().orElse(0);
    if (deepest > DEEPEST) {
      throw new IllegalArgumentException("a path has more than " + DEEPEST + " parts");
    }
  }

  private static int depth(String path) {
    return (int) path.chars().filter(c -> c == '/').count();
  }

  /** The value of the longest path that is the given one or lies above it. */
  public @Nullable V find(byte[] bytes, int from, int to) {
    if (deepest == 0) {
      return root;
    }
    var found = find(bytes, from, to, from + 1, ByteMap.more(0, (byte) '/'), 1);
    return found == null ? root : found;
  }

  /** Goes down first and asks on the way back, so that the longest match answers. */
  private @Nullable V find(byte[] bytes, int from, int to, int start, int hash, int depth) {
    var at = start;
    var newHash = hash;
    while (at < to && bytes[at] != '/') {
      newHash = ByteMap.more(newHash, bytes[at++]);
    }
    var deeper =
        at < to && depth < deepest
            ? find(bytes, from, to, at + 1, ByteMap.more(newHash, (byte) '/'), depth + 1)
            : null;
    return deeper == null ? paths.get(bytes, from, at, newHash) : deeper;
  }
}
