package dev.slipway.manifest.binding;

import dev.slipway.manifest.tree.Node;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A single value of a type, within its limits. */
record ScalarShape<T>(ScalarType<T> type, Optional<Within> within) implements Shape {
  @Override
  public Object read(Node node, Mistakes mistakes) {
    if (!(node instanceof Node.Scalar scalar)) {
      mistakes.add(
          node.place(),
          "SLIP-1012",
          "needs " + type.description() + " and has " + node.kind(),
          meant(node).orElseGet(() -> "write one value, such as " + type.example()));
      return type.neutral();
    }
    if (scalar.isNull()) {
      mistakes.add(
          node.place(),
          "SLIP-1012",
          "has no value; it needs " + type.description(),
          type.example().equals("value")
              ? "write it after the colon, or remove the key; a value that starts with # needs quotes"
              : "write one, such as " + type.example() + ", or remove the key");
      return type.neutral();
    }
    var read = type.parse(scalar.text());
    if (read.isEmpty()) {
      mistakes.add(
          node.place(),
          "SLIP-1013",
          "\"" + Quote.shortened(scalar.text()) + "\" is not " + type.description(),
          several(scalar.text()).orElseGet(() -> hint(scalar.text())));
      return type.neutral();
    }
    within.ifPresent(limits -> checkLimits(read.get(), limits, node, mistakes));
    return read.get();
  }

  /** What one value would be: the only one that is there, or the words of a command. */
  private Optional<String> meant(Node node) {
    var items =
        switch (node) {
          case Node.Mapping mapping when mapping.entries().size() == 1 ->
              mapping.entries().values().stream().map(Node.Entry::value).toList();
          case Node.Sequence list when list.items().size() == 1 || type.isText() -> list.items();
          default -> List.<Node>of();
        };
    var path = node.place().path();
    var key = path.substring(path.lastIndexOf('.') + 1);
    var words =
        items.stream().map(item -> item instanceof Node.Scalar one ? one.text() : "").toList();
    var text = String.join(" ", words);
    return !words.isEmpty() && !words.contains("") && type.parse(text).isPresent()
        ? Optional.of("write " + key + ": " + Quote.shortened(text))
        : Optional.empty();
  }

  /** What the type guesses, if it lies within the limits. */
  private String hint(String text) {
    var guess = type.hint(text);
    var number = guess.replaceFirst("^write (?:it as in )?", "");
    if (within.isEmpty() || !number.matches("\\d{1,9}")) {
      return guess;
    }
    var limits = within.get();
    var isGuess = !guess.startsWith("write it as in");
    return isGuess
            && Long.parseLong(number) >= limits.least()
            && Long.parseLong(number) <= limits.greatest()
        ? guess
        : "write a number from " + limits.least() + " to " + limits.greatest();
  }

  /** Several values with commas between them, where each would be one. */
  private Optional<String> several(String text) {
    var parts = text.strip().split("\\s*,\\s*");
    return parts.length > 1 && Arrays.stream(parts).allMatch(part -> type.parse(part).isPresent())
        ? Optional.of("write a list: [" + String.join(", ", parts) + "]")
        : Optional.empty();
  }

  private void checkLimits(Object value, Within limits, Node node, Mistakes mistakes) {
    var amount = ((Number) value).doubleValue();
    if (amount < limits.least() || amount > limits.greatest()) {
      mistakes.add(
          node.place(),
          "SLIP-1014",
          ((Node.Scalar) node).text()
              + " is out of range: "
              + limits.least()
              + " to "
              + limits.greatest(),
          amount < limits.least()
              ? "write " + limits.least() + " or more"
              : "write " + limits.greatest() + " or less");
    }
  }

  @Override
  public Map<String, Object> schema(SchemaParts parts, Completeness completeness) {
    return type.schema(within);
  }
}
