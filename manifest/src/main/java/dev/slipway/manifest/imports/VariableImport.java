package dev.slipway.manifest.imports;

import dev.slipway.manifest.binding.Format;
import dev.slipway.manifest.binding.Quote;
import dev.slipway.manifest.tree.Node;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Puts variables into a service, a group or an environment. */
final class VariableImport {
  private final Import into;
  private final Known known;

  VariableImport(Import into) {
    this.into = into;
    this.known = Known.of(into.draft());
  }

  /** A value that may have ${NAME} in it. */
  void interpolated(Node node, String name, String foreign, String... path) {
    put(node, name, Values.of(name, foreign, known), path);
  }

  /** A value that means itself. */
  void literal(Node node, String name, String text, String... path) {
    var reference = Values.address(text, known);
    put(
        node,
        name,
        reference
            .map(found -> new Values.Value(found, Optional.empty()))
            .orElseGet(() -> Values.literal(name, text)),
        path);
  }

  /** A reference in our own words. */
  void reference(Node node, String name, String reference, String... path) {
    put(node, name, new Values.Value(reference, Optional.empty()), path);
  }

  void secret(Node node, String name, String... path) {
    put(node, name, new Values.Value(Map.of("secret", true), Optional.empty()), path);
  }

  void generated(Node node, String name, String... path) {
    put(node, name, new Values.Value(Map.of("generate", 48), Optional.empty()), path);
  }

  private void put(Node node, String name, Values.Value value, String... path) {
    if (!Format.VARIABLE.matches(name)) {
      into.note(node, "\"" + Quote.shortened(name) + "\" is not a variable's name");
      return;
    }
    if (name.equals("PORT")) {
      into.note(node, "PORT is given to each instance by Slipway");
      return;
    }
    var whole = Stream.concat(Stream.of(path), Stream.of(name)).toArray(String[]::new);
    if (value.note().isPresent()) {
      into.draft().put(value.written(), whole);
      into.note(node, value.note().get());
    } else {
      into.carry(node, value.written(), whole);
    }
  }
}
