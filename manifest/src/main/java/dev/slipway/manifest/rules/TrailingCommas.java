package dev.slipway.manifest.rules;

import dev.slipway.manifest.binding.Mistakes;
import dev.slipway.manifest.binding.Quote;
import dev.slipway.manifest.tree.Node;

/** A comma at the end of a line, as JSON has it, is a letter of the value to YAML. */
final class TrailingCommas implements Rule {
  @Override
  public void check(Subject subject, Mistakes mistakes) {
    look(subject.root(), mistakes);
  }

  private static void look(Node node, Mistakes mistakes) {
    switch (node) {
      case Node.Mapping mapping ->
          mapping.entries().values().forEach(entry -> look(entry.value(), mistakes));
      case Node.Sequence list -> list.items().forEach(item -> look(item, mistakes));
      case Node.Scalar scalar when scalar.plain() && scalar.text().endsWith(",") ->
          tell(scalar, mistakes);
      case Node.Scalar scalar -> {}
    }
  }

  private static void tell(Node.Scalar scalar, Mistakes mistakes) {
    var without = Quote.shortened(scalar.text().replaceFirst("[,\\s]+$", ""));
    mistakes.add(
        scalar.place(),
        "SLIP-1013",
        "the comma at the end would be a part of the value: outside of brackets YAML has none",
        (without.isEmpty() ? "remove it" : "write " + without)
            + "; if the comma belongs to it, put the value in quotes");
  }
}
