package dev.slipway.manifest.binding;

import dev.slipway.manifest.tree.Node;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What was probably meant where a record's keys should stand and something else does. */
final class RecordGuess {
  /** start:npm start, start npm start, start=npm start. */
  private static final Pattern PAIR = Pattern.compile("(?s)([a-z-]+)(?:\\s*[:=]\\s*|\\s+)(\\S.*)");

  /** postgres, postgres:16, redis:7-alpine. */
  private static final Pattern IMAGE =
      Pattern.compile("(?:postgres|postgresql|redis|valkey|true)(?::v?(\\d+)[\\w.-]*)?");

  private RecordGuess() {}

  /** services: and then, not indented, a service. */
  static Optional<String> notIndented(Node.Mapping mapping, String key, RecordShape record) {
    var keys = List.copyOf(mapping.entries().keySet());
    var before = keys.indexOf(key) - 1;
    if (before < 0 || !(mapping.value(key).orElse(null) instanceof Node.Mapping)) {
      return Optional.empty();
    }
    var above = keys.get(before);
    var isEmpty = mapping.value(above).orElse(null) instanceof Node.Scalar one && one.isNull();
    return isEmpty && record.has(above) && record.of(above) instanceof MapShape
        ? Optional.of(
            "if it belongs to "
                + above
                + ", which is empty, indent it and what is below it by two more spaces")
        : Optional.empty();
  }

  /** The key whose value this is, where only one value looks like it: 512m is a memory. */
  static Optional<String> meant(Node node, RecordShape record) {
    if (!(node instanceof Node.Scalar scalar)) {
      return Optional.empty();
    }
    var pair = PAIR.matcher(scalar.text());
    if (pair.matches() && record.has(pair.group(1))) {
      return Optional.of(
          (scalar.text().contains(":") ? "write a space after the colon: " : "write a colon: ")
              + pair.group(1)
              + ": "
              + Quote.shortened(pair.group(2)));
    }
    var known = known(scalar.text(), record);
    if (known.isPresent()) {
      return known;
    }
    return record.all().stream()
        .filter(
            component ->
                component.shape() instanceof ScalarShape<?> shape
                    && !shape.type().isText()
                    && shape.type().parse(scalar.text()).isPresent())
        .reduce((first, second) -> first.key().equals("memory") ? first : second)
        .map(component -> "write { " + component.key() + ": " + scalar.text() + " }");
  }

  /** Values that say clearly what they are. */
  private static Optional<String> known(String text, RecordShape record) {
    var image = IMAGE.matcher(text);
    if (image.matches() && record.has("version")) {
      return Optional.of(
          image.group(1) == null ? "write {}" : "write { version: " + image.group(1) + " }");
    }
    if (text.matches("(?:GET|POST|PUT|DELETE|HEAD|PATCH) /.*") && record.has("steps")) {
      return Optional.of("write { steps: [{ request: " + text + " }] }");
    }
    if (text.matches("\\S+@\\S+") && record.has("mail")) {
      return Optional.of("write [{ mail: " + text + " }]");
    }
    return record.has("from") && record.has("until")
        ? Optional.of("write [{ from: Fri 16:00, until: Mon 08:00 }]")
        : Optional.empty();
  }
}
