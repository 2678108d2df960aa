package dev.slipway.manifest.tree;

import java.util.ArrayList;

/** Writes a tree as YAML that reads back to it. */
public final class NodeText {
  private static final int SHORT_LIST = 80;

  private final StringBuilder out = new StringBuilder();

  private NodeText() {}

  public static String of(Node.Mapping root) {
    var text = new NodeText();
    text.mapping(root, 0);
    return text.out.toString();
  }

  private void mapping(Node.Mapping mapping, int indent) {
    mapping
        .entries()
        .forEach(
            (key, entry) -> {
              out.append(" ".repeat(indent)).append(YamlScalar.write(key)).append(':');
              value(entry.value(), indent + 2);
            });
  }

  private void value(Node node, int indent) {
    switch (node) {
      case Node.Scalar scalar -> out.append(' ').append(scalar(scalar)).append('\n');
      case Node.Mapping mapping when mapping.entries().isEmpty() -> out.append(" {}\n");
      case Node.Mapping mapping -> {
        out.append('\n');
        mapping(mapping, indent);
      }
      case Node.Sequence list -> list(list, indent);
    }
  }

  private void list(Node.Sequence list, int indent) {
    var line = flow(list);
    if (line.length() <= SHORT_LIST) {
      out.append(' ').append(line).append('\n');
      return;
    }
    out.append('\n');
    for (var item : list.items()) {
      out.append(" ".repeat(indent)).append('-');
      if (item instanceof Node.Mapping mapping && !mapping.entries().isEmpty()) {
        var start = out.length();
        mapping(mapping, indent + 2);
        // The first key stands beside the hyphen.
        out.replace(start, start + indent + 2, " ");
      } else {
        value(item, indent + 2);
      }
    }
  }

  /** The list on one line; too long a text if it can't be written so. */
  private static String flow(Node.Sequence list) {
    var texts = new ArrayList<String>();
    for (var item : list.items()) {
      if (!(item instanceof Node.Scalar scalar)
          || scalar.text().matches("(?s).*[,\\[\\]{}#\"'\\n&*!|>%@`:].*")) {
        return " ".repeat(SHORT_LIST + 1);
      }
      texts.add(scalar(scalar));
    }
    return "[" + String.join(", ", texts) + "]";
  }

  private static String scalar(Node.Scalar scalar) {
    return scalar.plain() && scalar.text().matches("[A-Za-z0-9_.-]+")
        ? scalar.text()
        : YamlScalar.write(scalar.text());
  }
}
