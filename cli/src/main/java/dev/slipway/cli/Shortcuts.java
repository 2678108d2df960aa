package dev.slipway.cli;

import java.util.Optional;

/**
 * What is typed all day, in the words that need no parser: finding out that {@code status} has no
 * options would take a fifth of the whole answer's time. With any option they go the usual way.
 */
final class Shortcuts {
  private Shortcuts() {}

  static Optional<Verb> of(Terminal terminal, String... arguments) {
    if (arguments.length != 1) {
      return Optional.empty();
    }
    return switch (arguments[0]) {
      case "status" -> Optional.of(new StatusVerb(terminal));
      case "version" -> Optional.of(new VersionVerb(terminal));
      default -> Optional.empty();
    };
  }
}
