package dev.slipway.manifest.imports;

import dev.slipway.manifest.tree.Node;
import java.util.Optional;

/** Variables of a compose file, in both ways of writing them. */
final class ComposeVariables {
  /** Told of each variable: its name, its node, its value. */
  interface Reader {
    void read(String name, Node node, Optional<String> value);
  }

  private ComposeVariables() {}

  /** Both ways of writing variables: a mapping, and a list of NAME=value. */
  static void read(Node node, Import into, Reader reader) {
    if (node instanceof Node.Mapping) {
      into.each(
          node,
          (key, value) -> {
            switch (value) {
              case Node.Scalar scalar ->
                  reader.read(
                      key, value, scalar.isNull() ? Optional.empty() : Optional.of(scalar.text()));
              default -> into.note(value, "one value was expected");
            }
          });
      return;
    }
    into.items(
        node,
        item -> {
          var text = Import.text(item).orElse("");
          var equals = text.indexOf('=');
          if (text.isEmpty()) {
            into.note(item, "not a variable");
          } else {
            reader.read(
                equals < 0 ? text : text.substring(0, equals),
                item,
                equals < 0 ? Optional.empty() : Optional.of(text.substring(equals + 1)));
          }
        });
  }
}
