package dev.slipway.manifest;

import java.util.List;

/** The mistakes of a text, a line each: where, what, and what to do. */
final class Told {
  private Told() {}

  static List<String> of(String text) {
    return switch (ManifestReader.parse("slipway.yaml", text)) {
      case Reading.Good good -> List.of();
      case Reading.Bad bad ->
          bad.mistakes().stream()
              .map(
                  mistake ->
                      mistake.place().line()
                          + " "
                          + mistake.place().path()
                          + ": "
                          + mistake.problem().fact()
                          + " → "
                          + mistake.problem().hint())
              .toList();
    };
  }

  /** What to do about the only mistake. */
  static String hint(String text) {
    var all = of(text);
    if (all.size() != 1) {
      throw new AssertionError("one mistake was expected: " + all);
    }
    return all.getFirst().replaceFirst("^.* → ", "");
  }
}
