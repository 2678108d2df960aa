package dev.slipway.manifest.binding;

import dev.slipway.manifest.tree.Node;
import java.util.Map;

/** What a value of a file must look like, and the Java value it is read to. */
public sealed interface Shape permits ScalarShape, ListShape, MapShape, RecordShape, RawShape {
  /**
   * The Java value. Where the node is wrong the mistake is added and a neutral value stands in, so
   * that the rest of the file is checked too; no reader sees that value, since a file with mistakes
   * is never handed out.
   */
  Object read(Node node, Mistakes mistakes);

  /** The node with each shorthand written out, so that two of them can be merged key by key. */
  default Node normal(Node node) {
    return node;
  }

  /** The first node with what the second says put over it; both are {@link #normal}. */
  default Node merge(Node base, Node over) {
    return over;
  }

  /** As JSON Schema; in a partial one nothing is required. */
  Map<String, Object> schema(SchemaParts parts, Completeness completeness);

  /** Whether required keys must be there. */
  enum Completeness {
    WHOLE,
    PARTIAL
  }
}
